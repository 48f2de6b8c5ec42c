//! A provenance graph for network programs.

use std::fmt::{self, Write};

use serde::Serialize;

use crate::report::graph::Provenance;

impl Provenance {
    /// The graph in GraphML (graphml.graphdrawing.org), as Gephi, igraph and NetworkX read it: nodes with `kind`, `label`, `strength`, `denies`, edges
    /// with `kind`, `level`, `reason`, `note`, in the words of the JSON form.
    pub fn graphml(&self) -> String {
        let mut out = String::new();
        // Writing to a string never fails.
        let _ = self.write_graphml(&mut out);
        out
    }

    fn write_graphml(&self, out: &mut String) -> fmt::Result {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
        for (kind, names) in [("node", ["kind", "label", "strength", "denies"]), ("edge", ["kind", "level", "reason", "note"])] {
            for name in names {
                let form = if name == "denies" { "boolean" } else { "string" };
                writeln!(out, "  <key id=\"{kind}_{name}\" for=\"{kind}\" attr.name=\"{name}\" attr.type=\"{form}\"/>")?;
            }
        }
        writeln!(out, "  <graph id=\"{}\" edgedefault=\"directed\">", Xml(&self.id))?;
        for node in &self.nodes {
            writeln!(out, "    <node id=\"{}\">", Xml(&node.id))?;
            data(out, "node_kind", &word(&node.kind))?;
            data(out, "node_label", &node.label)?;
            if let Some(strength) = &node.strength {
                data(out, "node_strength", &word(strength))?;
            }
            data(out, "node_denies", if node.denies { "true" } else { "false" })?;
            writeln!(out, "    </node>")?;
        }
        for (n, edge) in self.edges.iter().enumerate() {
            writeln!(out, "    <edge id=\"e{n}\" source=\"{}\" target=\"{}\">", Xml(&edge.from), Xml(&edge.to))?;
            data(out, "edge_kind", &word(&edge.kind))?;
            if let Some(level) = &edge.level {
                data(out, "edge_level", &word(level))?;
            }
            if let Some(reason) = &edge.reason {
                data(out, "edge_reason", &word(reason))?;
            }
            if !edge.note.is_empty() {
                data(out, "edge_note", &edge.note)?;
            }
            writeln!(out, "    </edge>")?;
        }
        writeln!(out, "  </graph>\n</graphml>")
    }
}

fn data(out: &mut String, key: &str, value: &str) -> fmt::Result {
    writeln!(out, "      <data key=\"{key}\">{}</data>", Xml(value))
}

/// The word that a value has in its JSON form.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// Text as XML 1.0 allows it: markup escaped, what is no character of XML left out.
struct Xml<'t>(&'t str);

impl fmt::Display for Xml<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '&' => f.write_str("&amp;")?,
                '"' => f.write_str("&quot;")?,
                '\t' | '\n' | '\r' => f.write_char(' ')?,
                '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn text_is_no_markup() {
        for (text, expected) in
            [("a<b>&\"c\"", "a&lt;b&gt;&amp;&quot;c&quot;"), ("a\0\u{1b}b\u{fffe}", "ab"), ("a\nb", "a b"), ("]]>", "]]&gt;")]
        {
            assert_eq!(Xml(text).to_string(), expected, "{text:?}");
        }
    }
}

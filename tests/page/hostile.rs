//! Articles that try to be more than text.

use corroborate::{Document, Report};

/// What articles may hold that would be more than text if it reached the page as it is.
pub const ATTACKS: [&str; 12] = [
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "\"><svg onload=window.pwned=1>",
    "' onmouseover='window.pwned=1",
    "</title></style><iframe srcdoc='<script>parent.pwned=1</script>'>",
    "javascript:window.pwned=1",
    "&lt;script&gt;window.pwned=1&lt;/script&gt;&#60;b&#62;",
    "<!--<![CDATA[ ]]> --!><meta http-equiv=refresh content=0;url=https://evil.example>",
    "\u{202e}dlrow\u{2066}\u{2028}window.pwned=1\u{2029}\0\u{1b}[31m",
    "${window.pwned=1}{{window.pwned=1}}`",
    "<style>@import 'https://evil.example'</style><link rel=stylesheet href=https://evil.example>",
];

/// Articles with each attack in every field.
pub fn articles() -> Vec<Document> {
    let article = |(n, attack): (usize, &&str)| Document {
        title: Some(format!("Twelve soldiers fled {attack}")),
        publisher_name: Some(format!("Paper {attack}")),
        url: Some(format!("javascript://paper{n}.example/%0awindow.pwned=1//{attack}")),
        published: "2025-07-19T10:00Z".parse().ok(),
        ..Document::new(
            format!("a{n}{attack}"),
            format!(
                "Twelve soldiers fled near Kharkiv on July 18, 2025, spokesman Ivan {attack} Petrenko said. \
                 According to {attack} Reuters, 12 soldiers fled near Kharkiv on July 18, 2025 {attack}. {attack}"
            ),
        )
        .publisher(format!("{attack}.example"))
    };
    ATTACKS.iter().enumerate().map(article).collect()
}

/// Their page.
pub fn page(report: &Report, articles: &[Document]) -> String {
    report.html().title(format!("Report {}", ATTACKS[0])).articles(articles).to_string()
}

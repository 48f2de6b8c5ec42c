//! The page of a report in a real browser: Debian's `chromium`, driven through a pipe by the DevTools protocol.
//!
//! Needs the browser, so it runs only when asked: `cargo test --test browser -- --ignored`. Pictures of the page are left in `target/tmp/page-*.png`.
#![cfg(all(feature = "export", feature = "read"))]

#[path = "page/hostile.rs"]
mod hostile;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use base64::Engine;
use corroborate::{Corroborator, Document, read};
use serde_json::{Value, json};

/// A browser without a window, at one page.
struct Browser {
    child: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    session: Option<String>,
    sent: u64,
    /// What the page told since it was opened: errors, requests.
    events: Vec<Value>,
}

impl Browser {
    fn start() -> Browser {
        // The protocol is spoken on the descriptors 3 and 4; a shell lays our pipes there.
        let script = "exec chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --hide-scrollbars --no-first-run \
                      --remote-debugging-pipe about:blank 3<&0 4>&1 0</dev/null 1>/dev/null 2>/dev/null";
        let mut child = Command::new("sh").args(["-c", script]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let input = child.stdin.take().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let (sender, messages) = channel();
        thread::spawn(move || {
            for message in output.split(0).map_while(Result::ok) {
                if sender.send(serde_json::from_slice(&message).unwrap()).is_err() {
                    break;
                }
            }
        });
        let mut browser = Browser { child, input, messages, session: None, sent: 0, events: Vec::new() };
        let targets = browser.call("Target.getTargets", json!({}));
        let page = targets["targetInfos"].as_array().unwrap().iter().find(|t| t["type"] == "page").unwrap()["targetId"].clone();
        let session = browser.call("Target.attachToTarget", json!({"targetId": page, "flatten": true}));
        browser.session = session["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        browser
    }

    fn call(&mut self, method: &str, params: Value) -> Value {
        self.sent += 1;
        let mut message = json!({"id": self.sent, "method": method, "params": params});
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.input.write_all(format!("{message}\0").as_bytes()).expect("chromium is there: apt-get install chromium");
        loop {
            let message = self.next();
            if message["id"] == json!(self.sent) {
                assert!(message.get("error").is_none(), "{method}: {message}");
                return message["result"].clone();
            }
            self.events.push(message);
        }
    }

    fn next(&mut self) -> Value {
        self.messages.recv_timeout(Duration::from_secs(60)).expect("chromium answers: is it installed?")
    }

    /// Opens a page from disk and waits until all of it is there.
    fn open(&mut self, name: &str, page: &str) {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::write(&path, page).unwrap();
        self.events.clear();
        self.call("Page.navigate", json!({"url": format!("file://{}", path.display())}));
        while !self.events.iter().any(|e| e["method"] == "Page.loadEventFired") {
            let event = self.next();
            self.events.push(event);
        }
    }

    fn eval(&mut self, script: &str) -> Value {
        let result = self.call("Runtime.evaluate", json!({"expression": script, "returnByValue": true, "awaitPromise": true}));
        assert!(result.get("exceptionDetails").is_none(), "{script}: {result}");
        result["result"]["value"].clone()
    }

    fn screen(&mut self, width: u32, height: u32, scheme: &str) {
        self.call(
            "Emulation.setDeviceMetricsOverride",
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}),
        );
        self.call("Emulation.setEmulatedMedia", json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]}));
    }

    fn picture(&mut self, name: &str) {
        let picture = self.call("Page.captureScreenshot", json!({"format": "png"}));
        let bytes = base64::engine::general_purpose::STANDARD.decode(picture["data"].as_str().unwrap()).unwrap();
        fs::write(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("page-{name}.png")), bytes).unwrap();
    }

    /// What the page complained of, or asked for beside itself.
    fn faults(&mut self) -> Vec<String> {
        self.eval("0");
        let told = self.events.iter().filter(|e| match e["method"].as_str() {
            Some("Runtime.exceptionThrown" | "Log.entryAdded" | "Runtime.consoleAPICalled") => true,
            // The icons of its own controls the browser has as `data:` addresses.
            Some("Network.requestWillBeSent") => {
                let url = e["params"]["request"]["url"].as_str().unwrap_or("");
                !(url.starts_with("data:image/svg+xml") || url.starts_with("file://") && url.contains("/page"))
            }
            _ => false,
        });
        told.map(|e| e["params"].to_string()).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Bodies of claims that no node was made of yet.
const UNMADE: &str = "document.querySelectorAll('.claims noscript').length";

/// Changes a control as a user does.
fn set(name: &str, value: &str) -> String {
    format!(
        "(() => {{ const e = document.querySelector('.filters').elements.{name}; e.value = {value:?}; \
         e.dispatchEvent(new Event('input', {{bubbles: true}})); }})()"
    )
}

const SHOWN: &str = "Array.from(document.querySelectorAll('.claims > li')).filter(r => !r.hidden).length";

fn samples() -> Vec<Document> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    read::documents([folder]).collect::<Result<_, _>>().unwrap()
}

/// Five hundred articles on sixty events, each told by some from its sources and by some from each other.
fn many() -> Vec<Document> {
    let places =
        ["Kharkiv", "Odesa", "Sumy", "Aleppo", "Sanaa", "Goma", "Mosul", "Kabul", "Port Sudan", "Gaza", "Donetsk", "Lagos"];
    let verbs = ["were killed", "were wounded", "were detained", "deserted", "were evacuated"];
    let roots = [
        "police said",
        "the mayor's office said",
        "Reuters reported",
        "spokeswoman Anna Kovel said",
        "officials said",
        "witnesses said",
    ];
    (0..500)
        .map(|n| {
            let event = n % 60;
            let (place, verb, root) = (places[event % 12], verbs[event % 5], roots[(n / 60 + event) % 6]);
            let (count, day) = (11 + event + usize::from(n % 17 == 0) * 3, 1 + event % 27);
            let text = format!(
                "At least one more account has come in. {count} people {verb} in {place} on July {day}, 2025, {root}. \
                 Streets were closed for most of the day and the market did not open.\n\nIt was not clear who was behind it. \
                 Residents of {place} said that they had heard nothing like it before."
            );
            Document {
                published: format!("2025-07-{:02}T{:02}:30Z", (day + 1).min(31), n % 24).parse().ok(),
                publisher_name: Some(format!("Paper No. {}", n % 83)),
                title: Some(format!("News from {place}, part {n}")),
                url: Some(format!("https://paper{}.example/{n}", n % 83)),
                ..Document::new(format!("article-{n:03}"), text).publisher(format!("paper{}.example", n % 83))
            }
        })
        .collect()
}

#[test]
#[ignore = "needs Debian's chromium"]
fn the_page_works_in_a_browser() {
    let mut browser = Browser::start();
    let articles = samples();
    let report = Corroborator::default().corroborate(&articles);
    let page = report.html().articles(&articles).to_string();
    browser.screen(1200, 1500, "light");
    browser.open("page.html", &page);
    browser.picture("light");
    let all = report.corroborations().len() as u64;
    assert_eq!(browser.eval(SHOWN), json!(all));
    assert_eq!(browser.eval("document.querySelector('.filters').hidden"), json!(false));

    // Each filter by itself shows what the report says it must.
    let kinds = |kind: &str| report.corroborations().iter().filter(|c| c.consensus.event.kind == kind).count();
    let in_country = |code: &str| {
        let of = |c: &&corroborate::Corroboration| c.consensus.place.as_ref().and_then(|p| p.country.as_deref()) == Some(code);
        report.corroborations().iter().filter(of).count()
    };
    let at = |name: &str| {
        report.corroborations().iter().filter(|c| c.consensus.place.as_ref().is_some_and(|p| p.name == name)).count()
    };
    for (control, value, expected) in [
        ("kind", "killed", kinds("killed")),
        ("place", "c:UA", in_country("UA")),
        ("place", "p:Vovchansk", at("Vovchansk")),
        ("find", "grinko tass", 1),
        ("find", "no such words", 0),
    ] {
        browser.eval(&set(control, value));
        assert_eq!(browser.eval(SHOWN), json!(expected), "{control} {value}");
        assert_eq!(browser.eval("document.querySelector('.none').hidden"), json!(expected > 0));
        assert!(browser.eval("document.querySelector('.filters').elements.state.value").as_str().unwrap().contains("claims"));
        browser.eval(&set(control, ""));
        assert_eq!(browser.eval(SHOWN), json!(all));
    }
    browser.eval(&set("from", "2025-07-18"));
    browser.eval(&set("to", "2025-07-18"));
    let on_the_day = browser.eval(SHOWN).as_u64().unwrap();
    assert!(on_the_day >= 1 && on_the_day < all);
    browser.eval("document.querySelector('.filters button[type=reset]').click()");
    browser.eval("new Promise(done => setTimeout(done, 50))");
    assert_eq!(browser.eval(SHOWN), json!(all));
    browser.eval("document.querySelector('.filters input[value=circular]').click()");
    let circular =
        report.corroborations().iter().filter(|c| c.flags.contains(&corroborate::independence::Flag::Circular)).count();
    assert_eq!(browser.eval(SHOWN), json!(circular));
    browser.eval("document.querySelector('.filters input[value=circular]').click()");

    browser.eval(&set("order", "loud"));
    let loud = "Array.from(document.querySelectorAll('.claims > li')).map(r => +r.dataset.loud)";
    let order: Vec<u64> = browser.eval(loud).as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).collect();
    assert!(order.is_sorted_by(|a, b| a >= b) && order.len() as u64 == all, "{order:?}");
    browser.eval(&set("order", "rank"));
    let rank = "Array.from(document.querySelectorAll('.claims > li')).map(r => +r.dataset.rank)";
    assert_eq!(browser.eval(rank), json!((0..all).collect::<Vec<_>>()));

    // The browser makes the bodies of all claims while it idles, so that its own search finds what they say.
    browser.eval(&format!("new Promise(done => {{ const look = () => {UNMADE} ? setTimeout(look, 20) : done(); look(); }})"));
    // The keyboard opens a claim; a link into a shut one opens it.
    browser.eval("document.querySelector('.claims summary').focus()");
    for kind in ["keyDown", "keyUp"] {
        browser.call(
            "Input.dispatchKeyEvent",
            json!({"type": kind, "key": "Enter", "code": "Enter", "text": "\r", "windowsVirtualKeyCode": 13}),
        );
    }
    assert_eq!(browser.eval("document.querySelector('.claims details').open"), json!(true));
    browser.eval("location.hash = document.querySelector('#c3 .passage').id; new Promise(done => setTimeout(done, 50))");
    assert_eq!(browser.eval("document.querySelector('#c3').open"), json!(true));

    // Nothing is wider than a telephone, in either scheme; text stands off its ground (WCAG 2.2, 1.4.3: 4.5 to 1).
    for (width, scheme, name) in [(1200, "dark", "dark"), (375, "light", "phone"), (375, "dark", "phone-dark")] {
        browser.screen(width, 2400, scheme);
        browser.eval("scrollTo(0, 0)");
        browser.picture(name);
        assert!(browser.eval("document.documentElement.scrollWidth").as_u64().unwrap() <= u64::from(width), "{name}");
        let contrasts = browser.eval(CONTRASTS);
        for (what, contrast) in contrasts.as_object().unwrap() {
            assert!(contrast.as_f64().unwrap() >= 4.5, "{what} in {name}: {contrasts}");
        }
    }
    // Every drawing says in words what it shows, every table has a caption, headings go down step by step.
    for (what, script) in [
        ("drawings", "document.querySelectorAll('svg:not([aria-hidden]):not([aria-label])').length"),
        ("tables", "document.querySelectorAll('table:not(:has(caption))').length"),
        (
            "controls",
            "Array.from(document.querySelectorAll('.filters :is(input,select)')).filter(e => !e.closest('label')).length",
        ),
        (
            "headings",
            "Array.from(document.querySelectorAll('h1,h2,h3,h4')).map(h => +h.tagName[1]).filter((n, i, all) => n > (all[i - 1] ?? 0) + 1).length",
        ),
        ("landmarks", "['header','main','footer'].filter(n => document.querySelectorAll(`body > ${n}`).length !== 1).length"),
    ] {
        assert_eq!(browser.eval(script), json!(0), "{what}");
    }
    assert_eq!(browser.faults(), Vec::<String>::new());
}

/// The contrast of words to the ground of the page, by the formula of WCAG 2.2.
const CONTRASTS: &str = "(() => {
  const lum = (c) => { const [r, g, b] = c.match(/[\\d.]+/g).map(v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = lum(getComputedStyle(document.body).backgroundColor);
  const out = {};
  for (const s of ['.lede', '.lede strong', '.what .title', '.what .meta', '.count b', '.count .range', 'figcaption', 'dt', 'thead th', 'code']) {
    const e = document.querySelector(s); const l = lum(getComputedStyle(e).color);
    out[s] = (Math.max(l, ground) + 0.05) / (Math.min(l, ground) + 0.05);
  }
  return out; })()";

#[test]
#[ignore = "needs Debian's chromium"]
fn the_page_is_whole_without_script() {
    let mut browser = Browser::start();
    let articles = samples();
    let report = Corroborator::default().corroborate(&articles);
    browser.call("Emulation.setScriptExecutionDisabled", json!({"value": true}));
    browser.open("page-plain.html", &report.html().articles(&articles).to_string());
    browser.call("DOM.enable", json!({}));
    let root = browser.call("DOM.getDocument", json!({}))["root"]["nodeId"].clone();
    let mut count = |selector: &str| {
        let found = browser.call("DOM.querySelectorAll", json!({"nodeId": root, "selector": selector}));
        found["nodeIds"].as_array().unwrap().len()
    };
    let all = report.corroborations().len();
    assert_eq!(count(".claims .body .passages"), all);
    assert_eq!(count(".filters[hidden]"), 1);
    browser.screen(1200, 1500, "light");
    browser.picture("plain");
    assert_eq!(browser.faults(), Vec::<String>::new());
}

#[test]
#[ignore = "needs Debian's chromium"]
fn hostile_text_is_inert_in_a_browser() {
    let mut browser = Browser::start();
    let articles = hostile::articles();
    let report = Corroborator::default().corroborate(&articles);
    browser.open("page-hostile.html", &hostile::page(&report, &articles));
    browser.eval("document.querySelectorAll('details').forEach(d => d.open = true)");
    browser.eval("new Promise(done => setTimeout(done, 200))");
    assert_eq!(browser.eval(UNMADE), json!(0), "what is open is there");
    assert_eq!(browser.eval("typeof window.pwned"), json!("undefined"));
    assert_eq!(
        browser.eval("document.scripts.length + document.images.length + document.querySelectorAll('iframe,link').length"),
        json!(1)
    );
    let visible = browser.eval("document.body.innerText");
    assert!(visible.as_str().unwrap().contains("<script>window.pwned=1</script>"), "shown as text");
    assert_eq!(browser.faults(), Vec::<String>::new());
    // Were markup to get through, the policy would still hold it.
    let blocked = browser.eval(
        "new Promise(done => { addEventListener('securitypolicyviolation', e => done(e.violatedDirective)); \
         const s = document.createElement('script'); s.textContent = 'window.pwned = 1'; document.body.append(s); })",
    );
    assert!(blocked.as_str().unwrap().starts_with("script-src"), "{blocked}");
    assert_eq!(browser.eval("typeof window.pwned"), json!("undefined"));
}

#[test]
#[ignore = "needs Debian's chromium"]
fn five_hundred_articles_open_at_once() {
    let mut browser = Browser::start();
    let articles = many();
    let report = Corroborator::default().corroborate(&articles);
    let page = report.html().articles(&articles).to_string();
    browser.screen(1200, 1500, "light");
    browser.open("page-500.html", &page);
    browser.picture("500");
    let time = |browser: &mut Browser, name: &str| {
        browser.eval(&format!("performance.getEntriesByType('navigation')[0].{name}")).as_f64().unwrap()
    };
    let (ready, loaded) = (time(&mut browser, "domContentLoadedEventEnd"), time(&mut browser, "loadEventEnd"));
    println!(
        "{} articles, {} events: {:.1} MB, ready after {ready:.0} ms, loaded after {loaded:.0} ms",
        articles.len(),
        report.corroborations().len(),
        page.len() as f64 / 1e6
    );
    // A machine that tests runs on may be slow; a desk takes a fraction of it.
    assert!(page.len() < 8_000_000 && loaded < 5_000.0);
    // A link into the last claim and a search for words inside of it need not wait for the idle hours.
    let last = report.corroborations().len();
    browser.open("page-500.html", &page);
    browser.eval(&format!("location.hash = '#c{last}'; new Promise(done => setTimeout(done, 100))"));
    assert_eq!(browser.eval(&format!("document.querySelector('#c{last} .passages') !== null")), json!(true));
    browser.open("page-500.html", &page);
    browser.eval(&set("find", "part 499"));
    assert_eq!(browser.eval(SHOWN), json!(1));
    assert_eq!(browser.faults(), Vec::<String>::new());
}

//! Attacks that are known, and that nothing of them is left.

use super::{body, filled, sound};

const ATTACKS: [&str; 58] = [
    "<script>alert(1)</script>",
    "a <script>alert(1)</script> b",
    "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script/x>alert(1)</script>",
    "<<script>alert(1)//<</script>",
    "<script\n>alert(1)</script\n>",
    "<img src=x onerror=alert(1)>",
    "<img/src=\"x\"/onerror=alert(1)>",
    "<img src=x:x onerror=alert(1)//",
    "<IMG \"\"\"><SCRIPT>alert(1)</SCRIPT>\">",
    "<img src=`javascript:alert(1)`>",
    "<img src=javascript:alert(1)>",
    "<img src=\"data:image/svg+xml;base64,PHN2Zz4=\">",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<math href=\"javascript:alert(1)\">x</math>",
    "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id=\"</style><img onerror=alert(1) src>\">",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<div style=\"width: expression(alert(1))\">x</div>",
    "<div style=\"background:url(javascript:alert(1))\">x</div>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<base href=\"https://evil.example/\">",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<body onload=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
    "<a href=\"java&#115;cript:alert(1)\">x</a>",
    "<a href=\"java&#x0A;script:alert(1)\">x</a>",
    "<a href=\"&#1;javascript&colon;alert(1)\">x</a>",
    "<a href=\"java&Tab;script:alert(1)\">x</a>",
    "<a href=\" \tjavascript:alert(1)\">x</a>",
    "<a href=\"vbscript:msgbox(1)\">x</a>",
    "<a href='x' onclick='alert(1)'>x</a>",
    "<p title='\"><script>alert(1)</script>'>x</p>",
    "[x](javascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](java&#115;cript:alert&#40;1&#41;)",
    "[x](&#x6A;avascript&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x][y]\n\n[y]: JAVASCRIPT:alert(1)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1)) ![y](data:text/html,z)",
    "[x](https://a.example/\"onclick=alert(1)//) ![\"onerror=alert(1)//](x.png)",
    "# x {#y\" onclick=alert(1)}\n\n```\" onclick=alert(1)\nx\n```",
];

#[test]
fn nothing_of_an_attack_is_left() {
    for attack in ATTACKS {
        let within = [
            attack.to_owned(),
            format!("text {attack}"),
            format!("<b>\n\n- {attack}\n\n> {attack}"),
            format!("<div title=\"{attack}\">\n\n[{attack}]({attack})"),
            format!("|{attack}|\n|-|\n|{attack}|"),
            format!("<table>{attack}<tr><td>{attack}"),
        ];
        for text in within {
            let body = body(&text);
            sound(&text, &body);
            harmless(&filled(&body), &text);
        }
    }
}

/// Looks at every tag: its name, the names of its attributes, the scheme of its addresses.
#[track_caller]
fn harmless(html: &str, text: &str) {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let end = super::tag_end(&rest[at..]).unwrap_or_default();
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        let bad = [
            "script", "style", "svg", "math", "iframe", "object", "embed", "form", "link", "meta",
            "base", "input", "button", "body", "video", "source", "noscript", "mglyph", "template",
        ];
        assert!(!bad.contains(&name), "<{tag}> for {text:?}");
        // Every other part between quotation marks is a value.
        for (index, part) in tag.split('"').enumerate() {
            if index % 2 == 0 {
                let names = part.split_whitespace().map(|name| name.trim_end_matches('='));
                assert!(
                    !names
                        .skip(usize::from(index == 0))
                        .any(|name| name.starts_with("on") || name == "style"),
                    "<{tag}> for {text:?}"
                );
            } else if part.trim_start_matches('@').contains(':') {
                let allowed =
                    ["http", "https", "mailto", "tel", "#fn", "fn", "fnref", "table", "#fnref"];
                let scheme = part.split(':').next().unwrap_or_default().to_lowercase();
                let address = tag
                    .split('"')
                    .nth(index - 1)
                    .is_some_and(|name| name.ends_with("href=") || name.ends_with("src="));
                let address = address && !part.starts_with('@');
                assert!(!address || allowed.contains(&scheme.as_str()), "<{tag}> for {text:?}");
            }
        }
    }
}

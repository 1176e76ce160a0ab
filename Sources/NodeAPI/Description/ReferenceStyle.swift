/// How the reference page looks.
///
/// It stands in the page, so that nothing is loaded from anywhere.
enum ReferenceStyle {
    /// What a content security policy allows.
    static let source = "sha256-" + Fingerprint.base64(of: text)

    /// The style sheet.
    static let text = """
        :root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--paper:#fff;--box:#f6f8fa;--link:#0550ae}
        @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9da7b1;--line:#3d444d;--paper:#0d1117;--box:#161b22;--link:#79b8ff}}
        *{box-sizing:border-box}
        html{scroll-padding-top:1rem}
        body{margin:0 auto;max-width:60rem;padding:1rem;background:var(--paper);color:var(--ink);\
        font:1rem/1.55 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;overflow-wrap:break-word}
        a{color:var(--link)}
        :focus-visible{outline:3px solid var(--link);outline-offset:2px}
        .skip{position:absolute;left:-100rem}
        .skip:focus{left:1rem;background:var(--paper);padding:.5rem}
        h1{font-size:1.7rem;line-height:1.25}
        h2{font-size:1.35rem;margin:2.5rem 0 .5rem}
        h3{font-size:1.1rem;margin:0 0 .25rem}
        h4{font-size:.95rem;margin:1.25rem 0 .25rem}
        nav h2{display:inline;font-size:1.1rem}
        nav ul{padding-left:1.2rem}
        article{border-top:1px solid var(--line);padding:1.25rem 0}
        code,pre{font-family:ui-monospace,"SFMono-Regular",Menlo,Consolas,"Noto Sans Mono CJK SC",monospace;font-size:.875em}
        code{background:var(--box);border-radius:.25rem;padding:.1em .3em;overflow-wrap:anywhere}
        pre{background:var(--box);border:1px solid var(--line);border-radius:.4rem;padding:.75rem;overflow-x:auto}
        pre code{background:none;padding:0;overflow-wrap:normal}
        .call{margin:.25rem 0 .75rem}
        .method{font-weight:700;border:1px solid var(--line);border-radius:.25rem;padding:.1em .45em;font-size:.875em}
        .wide{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:.93rem}
        th,td{border:1px solid var(--line);padding:.4rem .6rem;text-align:left;vertical-align:top}
        th{font-weight:600}
        thead th{background:var(--box)}
        .kind{display:block;color:var(--soft)}
        .when{color:var(--soft);font-size:.875em;margin-left:.4rem}
        dl{margin:.25rem 0;padding-left:.75rem;border-left:2px solid var(--line)}
        dt{margin-top:.6rem}
        dd{margin:0 0 0 1rem}
        summary{cursor:pointer}
        details{margin:.5rem 0}
        """
}

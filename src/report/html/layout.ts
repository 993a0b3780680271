const FONT =
  'system-ui,-apple-system,"Segoe UI","Apple SD Gothic Neo","Malgun Gothic","Noto Sans KR","Noto Sans CJK KR",sans-serif';
const MONO = 'ui-monospace,"SF Mono",Menlo,Consolas,"D2Coding","Noto Sans Mono CJK KR",monospace';

const page = `
*{box-sizing:border-box}
html{font:16px/1.55 ${FONT};background:var(--ground);color:var(--ink);-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;padding:3rem 1.5rem 5rem;max-width:68rem;word-break:keep-all;overflow-wrap:anywhere}
h1,h2,h3{line-height:1.25;text-wrap:balance}
h1{margin:0;font-size:2rem;font-weight:650;letter-spacing:-.015em}
h2{margin:0 0 1rem;font-size:1.3rem;font-weight:650;letter-spacing:-.01em}
h3{margin:2rem 0 .5rem;font-size:1.02rem;font-weight:650}
p{margin:0 0 .75rem;max-width:46rem}
a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:1px}
:focus-visible{outline:2px solid var(--accent);outline-offset:3px;border-radius:2px}
section{margin-top:3.5rem;padding-top:1.5rem;border-top:1px solid var(--line);scroll-margin-top:1rem}
code,.code{font-family:${MONO};font-size:.9em;overflow-wrap:anywhere;word-break:normal}
.quiet,.note{color:var(--quiet)}
.note{font-size:.86rem}
.unseen{font-family:${MONO};font-size:.8em;color:var(--bad);border:1px solid currentColor;border-radius:3px;padding:0 .2em}
`;

const head = `
.eyebrow{margin:0 0 .35rem;color:var(--quiet);font-weight:600}
.facts{display:flex;flex-wrap:wrap;gap:.25rem 2rem;margin:.9rem 0 0;font-size:.9rem}
.facts div{display:flex;gap:.5rem;min-width:0}
.facts dt{color:var(--quiet);flex:none}
.facts dd{margin:0;min-width:0;font-variant-numeric:tabular-nums}
.privacy{margin:.6rem 0 0;font-size:.86rem;color:var(--quiet)}
.privacy.clear{color:var(--bad);font-weight:600}
.verdict{margin:2rem 0 0;padding:1.4rem 1.6rem 1.5rem;border:1px solid var(--line);border-left:6px solid var(--accent);border-radius:6px;background:var(--calmGround)}
.verdict h2{margin:0 0 .4rem;font-size:1.5rem;color:var(--accent)}
.verdict.good{border-left-color:var(--good);background:var(--goodGround)}.verdict.good h2{color:var(--good)}
.verdict.warn{border-left-color:var(--warn);background:var(--warnGround)}.verdict.warn h2{color:var(--warn)}
.verdict.bad{border-left-color:var(--bad);background:var(--badGround)}.verdict.bad h2{color:var(--bad)}
.verdict .lead{font-size:1.06rem}
.verdict h3{margin:1.1rem 0 .3rem;font-size:.95rem}
.verdict ul{margin:0 0 1.1rem;padding-left:1.2rem}
.command{margin:.4rem 0 0;padding:.75rem 1rem;background:var(--ground);border:1px solid var(--line);border-radius:4px;white-space:pre-wrap;font:.92rem/1.5 ${MONO};overflow-wrap:anywhere;word-break:normal}
.command span{display:inline-block;max-width:100%}
nav{margin-top:2rem;font-size:.93rem}
nav h2{margin:0 0 .4rem;font-size:.86rem;color:var(--quiet);letter-spacing:0}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;margin:0;padding:0;list-style:none}
`;

const figures = `
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));margin:0 0 1.75rem;border:1px solid var(--line);border-radius:6px;overflow:hidden}
.figure{padding:.85rem 1rem;border:solid var(--line);border-width:0 1px 1px 0;margin:0 -1px -1px 0}
.figure dt{font-size:.86rem;color:var(--quiet)}
.figure dd{margin:0;font-size:1.45rem;font-weight:600;line-height:1.3;font-variant-numeric:tabular-nums}
.figure .note{margin:.2rem 0 0;font-weight:400;line-height:1.4}
.summary{margin-top:2.25rem;padding-top:0;border-top:0}
.summary .figures{margin-bottom:0}
.formula{font-variant-numeric:tabular-nums;font-size:1.02rem}
.formula b{font-weight:650}
.wrong{color:var(--bad);font-weight:650}
`;

const tables = `
.scroll{overflow-x:auto;margin:0 0 1.75rem;background:linear-gradient(to left,var(--ground) 40%,transparent) right/3rem 100% no-repeat local,linear-gradient(to left,var(--line),transparent) right/.8rem 100% no-repeat scroll}
table{border-collapse:collapse;min-width:min(100%,46rem);font-size:.93rem;font-variant-numeric:tabular-nums;overflow-wrap:normal}
.long{overflow-wrap:anywhere;white-space:normal}
caption{overflow-wrap:anywhere;padding:0 0 .55rem;text-align:left;font-size:.9rem;color:var(--quiet)}
caption span{display:inline-block;position:sticky;left:0;max-width:calc(100vw - 2rem)}
th,td{padding:.48rem .75rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
th:first-child{padding-left:0}td:last-child,th:last-child{padding-right:0}
thead th{vertical-align:bottom;font-size:.86rem;font-weight:600;color:var(--quiet);border-bottom:1px solid var(--quiet);white-space:nowrap}
tbody th{font-weight:500}
tfoot th,tfoot td{font-weight:650;border-bottom:0;border-top:1px solid var(--quiet)}
.number{text-align:right;white-space:nowrap}
td.code,tbody th.code{overflow-wrap:anywhere;min-width:13rem;font-weight:400}
thead .code{font-family:inherit;font-size:.86rem}
tfoot th{white-space:nowrap}
.share{white-space:nowrap}
.sign{color:var(--quiet);padding-right:.15em;font-weight:400}
.nowrap{white-space:nowrap}
.told h4{margin:1.1rem 0 .2rem;font-size:.93rem;font-weight:650;color:var(--quiet)}.told p{margin:0 0 .2rem}
b.up,b.good{color:var(--good)}b.down,b.bad{color:var(--bad)}b.warn,b.left{color:var(--warn)}b.new{color:var(--accent)}
`;

const charts = `
.chart{width:22rem;min-width:9rem}
svg{display:block;width:100%;height:auto}
.bars{height:1.35rem}
.movement{height:1.5rem;margin:0 0 .75rem;border-radius:3px}
.fill-before{fill:var(--calm)}.fill-after{fill:var(--accent)}
.fill-up{fill:var(--good)}.fill-same{fill:var(--calm)}.fill-down{fill:var(--bad)}.fill-left{fill:var(--warn)}.fill-new{fill:var(--accent)}
.key{display:inline-block;width:.8em;height:.8em;margin-right:.5em;border-radius:2px;vertical-align:-.05em}
.key.up{background:var(--good)}.key.same{background:var(--calm)}.key.down{background:var(--bad)}.key.left{background:var(--warn)}.key.new{background:var(--accent)}
.key.before{background:var(--calm)}.key.after{background:var(--accent)}
.picture{max-width:46rem;margin:0 0 1.75rem}.scroll .picture{margin:0}
.picture-ground{fill:var(--ground)}.picture-ink{fill:var(--ink)}.picture-quiet{fill:var(--quiet)}
.picture-line{stroke:var(--line)}line.picture-quiet{stroke:var(--quiet)}
.flow-head{font-weight:600}.flow-bar{fill:var(--ink)}.flow tspan{unicode-bidi:isolate}
.curve-precision{stroke:var(--accent)}.curve-recall{stroke:var(--bad)}
.matrix{table-layout:auto}
.matrix th,.matrix td{padding:.5rem .65rem;border:1px solid var(--ground);text-align:left}
.matrix thead th,.matrix tbody th,.matrix tfoot th{color:var(--quiet);font-weight:600;white-space:nowrap;background:var(--ground)}
.matrix tbody th,.matrix tfoot th,.matrix thead th:first-child{position:sticky;left:0;padding-left:0}
.matrix tfoot .sum:not(:last-child){text-align:left}
.matrix td.empty{color:var(--quiet);background:var(--raised)}
.matrix .count{display:block;font-weight:650;font-size:1rem}
.matrix ul{margin:.1rem 0 0;padding:0;list-style:none;font-size:.82rem;line-height:1.4;white-space:nowrap}
.matrix .sum{font-weight:600;text-align:right;background:var(--ground)}
.matrix tfoot td,.matrix tfoot th{border-top:1px solid var(--quiet)}
.legend{display:flex;flex-wrap:wrap;align-items:center;gap:.3rem .9rem;font-size:.86rem;color:var(--quiet);max-width:none}
.steps{display:inline-flex;border:1px solid var(--line);border-radius:3px;overflow:hidden}
.steps i{display:block;width:1.5rem;height:.9rem}
`;

const phone = `
@media (max-width:40rem){
html{font-size:15px}
body{padding:1.75rem 1rem 3rem}
h1{font-size:1.6rem}
.scroll .picture{min-width:44rem}
section{margin-top:2.5rem}
.verdict{padding:1.1rem 1.1rem 1.2rem}
.figures{grid-template-columns:repeat(2,minmax(0,1fr))}
.figure{padding:.7rem .8rem}
.chart{display:none}
td.text{min-width:6rem}tbody th.text{min-width:5.5rem}
}
`;

const paper = `
@page{size:A4;margin:16mm 14mm}
@media print{
html{font-size:9.5pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{padding:0;max-width:none}
nav{display:none}
section{margin-top:1.6rem;padding-top:1rem}
h2,h3,caption,thead,h2+p,h3+p{break-after:avoid}
tr,svg,.scroll,.verdict,.figure,.figures,.legend,.command{break-inside:avoid}
thead{display:table-header-group}tfoot{display:table-row-group;break-before:avoid}
p{orphans:3;widows:3}
.scroll{overflow:visible;background:none}
caption span{max-width:none}
.figures{grid-template-columns:repeat(3,1fr)}
table{font-size:.86rem}
th,td{padding:.32rem .5rem}
td.code,th.code{min-width:0}
.matrix{font-size:.8rem;overflow-wrap:anywhere}.matrix th,.matrix td{padding:.3rem .4rem}
.matrix ul,.matrix thead th,.matrix tbody th,.matrix tfoot th{white-space:normal}
.matrix ul{font-size:.9em}.matrix .count,.matrix td.sum{font-size:1em;white-space:nowrap}
.matrix .sum,.matrix .quiet{overflow-wrap:normal}
.many{font-size:.7rem;overflow-wrap:anywhere}.many thead th{font-size:1em;white-space:normal}
.many th,.many td,.matrix.many th,.matrix.many td{padding:.2rem}
.matrix th{position:static}
a{color:inherit;text-decoration:none}
}
`;

/** How the page is set on a screen, on a phone and on paper, in the colours of the palette. */
export const layout = [page, head, figures, tables, charts, phone, paper].join('');

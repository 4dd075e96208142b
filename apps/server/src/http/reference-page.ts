import { apiPrefix, problems, routes, type Route } from '@stoa/api';

/** The API as a page: every route with its rule, and how to call it. No script, no inline style. */
export function referencePage(version: string): string {
  const all = Object.entries(routes as Record<string, Route>);
  const tags = [...new Set(all.map(([, { tag }]) => tag))];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>The API of Stoa</title><link rel="stylesheet" href="/api/reference.css"></head><body><main>
<p class="home"><a href="/">Stoa</a></p><h1>The API</h1>
<p>Version ${escape(version)}. Everything that the pages and the command line do, they do through this.
The same as a document: <a href="/api/openapi.json">OpenAPI 3.1</a>.</p>
<pre>curl -H "Authorization: Bearer $STOA_TOKEN" ${apiPrefix}/findings?severity=critical</pre>
<nav aria-label="Sections">${tags.map((tag) => `<a href="#${slug(tag)}">${escape(tag)}</a>`).join(' ')} <a href="#problems">Problems</a></nav>
${tags
  .map(
    (tag) =>
      `<section><h2 id="${slug(tag)}">${escape(tag)}</h2>${all
        .filter(([, definition]) => definition.tag === tag)
        .map(([id, definition]) => routeBlock(id, definition))
        .join('')}</section>`,
  )
  .join('')}
<section><h2 id="problems">Problems</h2><p>Every refusal is a problem of RFC 9457; switch on <code>code</code>.</p><table><thead><tr><th>code</th><th>status</th><th>meaning</th></tr></thead><tbody>${Object.entries(
    problems,
  )
    .map(
      ([code, { status, title }]) =>
        `<tr id="problem-${code}"><td><code>${code}</code></td><td>${status}</td><td>${escape(title)}</td></tr>`,
    )
    .join('')}</tbody></table></section></main></body></html>`;
}

function routeBlock(id: string, definition: Route): string {
  const { access } = definition;
  const rule = access === 'public' ? 'no sign-in' : `${access.role} and up · token scope ${access.scope}`;
  const names = [...Object.keys(definition.query?.shape ?? {})].map((name) => `<code>${escape(name)}</code>`);
  return `<article id="${id}"><h3><span class="method">${definition.method}</span> <code>${apiPrefix}${escape(definition.path)}</code></h3>
<p>${escape(definition.summary)}.${definition.description ? ` ${escape(definition.description)}` : ''}</p>
<p class="rule">${rule}${names.length > 0 ? ` · query: ${names.join(' ')}` : ''}${definition.idempotent ? ' · honours Idempotency-Key' : ''}</p></article>`;
}

function slug(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z]+/g, '-');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

export const referenceStyle = `:root{color-scheme:light dark;--ink:#20262e;--stone:#f6f3ec;--line:#d8d1c3;--sea:#1f5673}
@media(prefers-color-scheme:dark){:root{--ink:#e8e4da;--stone:#14181d;--line:#343b44;--sea:#8fc1dc}}
body{margin:0;background:var(--stone);color:var(--ink);font:16px/1.55 system-ui,sans-serif}main{max-width:56rem;margin:0 auto;padding:2rem 1.25rem 5rem}
h1,h2{font-family:"Iowan Old Style",Palatino,Georgia,serif;font-weight:500}h2{margin-top:3rem;border-bottom:1px solid var(--line)}h3{font-size:1rem;margin:1.6rem 0 .2rem;overflow-wrap:anywhere}
a{color:var(--sea)}nav a{margin-right:.8rem}.method{display:inline-block;min-width:4.2rem;font:600 .8rem ui-monospace,monospace;color:var(--sea)}.rule{font-size:.85rem;opacity:.85;margin:0}p{margin:.2rem 0}
pre{overflow:auto;padding:1rem;border:1px solid var(--line);border-radius:6px}td,th{text-align:left;padding:.3rem .8rem .3rem 0;border-bottom:1px solid var(--line)}`;

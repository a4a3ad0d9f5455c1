// Builds everything a browser fetches from us: one css, one js, one font, one sheet of icons; and a
// css and a js more for those who run an hour, so that nobody else fetches them.
// Each file is named by its content, so that browsers may keep it for good, and lies beside its
// own .gz and .br (not the font, which is compressed already). manifest.json says which names are the current ones; it is written last.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { watch } from "node:fs";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "src");
const target = join(here, "..", "sufflor", "design", "static", "built");
const require = createRequire(import.meta.url);

// Nesting, layers, popover, color-mix and light-dark are at home in all of these.
const browsers = ["chrome123", "edge123", "firefox125", "safari17.5"];

async function buildAll() {
  const font = await readFile(
    require.resolve("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"),
  );
  const fontFile = named("inter.woff2", font);
  const files = {
    "inter.woff2": font,
    "icons.svg": await sprite(),
    "app.css": await bundle("app.css", { plugins: [fontAddress(fontFile)] }),
    "app.js": await bundle("app.js", { format: "esm" }),
    "desk.css": await bundle("desk.css", {}),
    "desk.js": await bundle("desk.js", { format: "esm" }),
  };
  await publish(files);
}

async function bundle(entry, options) {
  const result = await build({
    entryPoints: [join(source, entry)],
    outdir: target,
    bundle: true,
    minify: true,
    write: false,
    target: browsers,
    legalComments: "none",
    logLevel: "warning",
    ...options,
  });
  return Buffer.from(result.outputFiles[0].contents);
}

function fontAddress(file) {
  return {
    name: "font-address",
    setup(bundler) {
      bundler.onResolve({ filter: /^inter\.woff2$/ }, () => ({
        path: `./${file}`,
        external: true,
      }));
    },
  };
}

async function sprite() {
  const names = JSON.parse(await readFile(join(here, "icons.json"), "utf8"));
  const symbols = await Promise.all(
    Object.entries(names).map(async ([ours, theirs]) => {
      const svg = await readFile(require.resolve(`@navikt/aksel-icons/svg/${theirs}.svg`), "utf8");
      return svg
        .replace(/fill="#[^"]*"/g, 'fill="currentColor"')
        .replace(/<svg[^>]*>/, `<symbol id="${ours}" viewBox="0 0 24 24" fill="none">`)
        .replace("</svg>", "</symbol>")
        .replace(/ d="[^"]*"/g, (path) => path.replace(/\d+\.\d{3,}/g, rounded))
        .replace(/\s*\n\s*/g, "");
    }),
  );
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`);
}

// A hundredth of a unit is finer than any screen shows, and a quarter less to fetch.
function rounded(number) {
  return String(Number(Number(number).toFixed(2)));
}

function named(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
  const dot = name.lastIndexOf(".");
  return `${name.slice(0, dot)}-${hash}${name.slice(dot)}`;
}

async function publish(files) {
  await mkdir(target, { recursive: true });
  const manifest = {};
  const current = new Set(["manifest.json"]);
  for (const [name, content] of Object.entries(files)) {
    const file = named(name, content);
    manifest[name] = `built/${file}`;
    for (const [ending, bytes] of encodings(name, content)) {
      await writeFile(join(target, file + ending), bytes);
      current.add(file + ending);
    }
  }
  const draft = join(target, "manifest.json.new");
  await writeFile(draft, `${JSON.stringify(manifest, null, 2)}\n`);
  await rename(draft, join(target, "manifest.json"));
  for (const file of await readdir(target)) {
    if (!current.has(file)) await rm(join(target, file));
  }
}

function encodings(name, content) {
  if (name.endsWith(".woff2")) return [["", content]];
  const brotli = {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  };
  return [
    ["", content],
    [".gz", gzipSync(content, { level: 9 })],
    [".br", brotliCompressSync(content, brotli)],
  ];
}

function rebuildOnChange() {
  let timer;
  watch(source, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => buildAll().catch((fault) => console.error(fault.message)), 80);
  });
}

await buildAll();
if (process.argv.includes("--watch")) rebuildOnChange();

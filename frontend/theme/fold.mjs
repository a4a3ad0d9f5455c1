// Says each color of the theme once. Designsystemet's tool writes them four times: light and dark,
// as chosen and as the system has it. `light-dark()` follows whichever scheme holds where it is used.
import { readFile, writeFile } from "node:fs/promises";

const made = await readFile("design-tokens-build/sufflor.css", "utf8");
const scheme = /@layer ds\.theme\.color-scheme\.(light|dark) \{.*?\n\}\n\n\}\n\n\}\n/gs;
const colors = Object.fromEntries([...made.matchAll(scheme)].map(([css, name]) => [name, read(css)]));

let folded = false;
const theme = made.replace(scheme, () => {
  if (folded) return "";
  folded = true;
  return written();
});
await writeFile("../src/theme.css", theme);

function read(css) {
  const chosen = css.slice(0, css.indexOf("}"));
  return new Map([...chosen.matchAll(/(--[\w-]+): (.+);/g)].map(([, name, value]) => [name, value]));
}

function written() {
  const lines = [...colors.light].map(([name, light]) => {
    const dark = colors.dark.get(name);
    return `  ${name}: ${light === dark ? light : `light-dark(${light}, ${dark})`};`;
  });
  return `@layer ds.theme.color-scheme {
:root, [data-color-scheme="light"] { color-scheme: light; }
[data-color-scheme="dark"] { color-scheme: dark; }
[data-color-scheme="auto"] { color-scheme: light dark; }

:root {
${lines.join("\n")}
}
}
`;
}

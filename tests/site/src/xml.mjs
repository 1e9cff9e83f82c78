// A small tree out of a strict XML parser: well-formedness and namespaces are the parser's business.

import { SaxesParser } from "saxes";

/** Reads XML; throws with line and column when it is not well-formed. */
export function parseXml(source) {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const document = { children: [] };
  const open = [document];
  let failure;
  parser.on("error", (error) => {
    failure ??= error;
  });
  parser.on("opentag", (tag) => {
    const node = {
      name: tag.local,
      ns: tag.uri,
      attributes: Object.values(tag.attributes).map((a) => ({ name: a.local, ns: a.uri, value: a.value })),
      children: [],
      line: parser.line,
    };
    open.at(-1).children.push(node);
    open.push(node);
  });
  parser.on("closetag", () => open.pop());
  const addText = (value) => open.at(-1).children.push(value);
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.write(source).close();
  if (failure) throw failure;
  const root = document.children.find((child) => typeof child === "object");
  if (!root) throw new Error("there is no root element");
  return root;
}

export const children = (node, ns, name) =>
  node.children.filter((c) => typeof c === "object" && c.ns === ns && (name === undefined || c.name === name));

export const attribute = (node, name, ns = "") =>
  node.attributes.find((a) => a.name === name && a.ns === ns)?.value;

export const textOf = (node) =>
  node.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");

import { expect, test } from "vitest";
import { findMessages } from "../../../frontend/build/messages.ts";

test("texts are found wherever they are asked for, within templates too", () => {
  const source = [
    'const a = t("Hello {name}", { name });',
    'html`<p>${on ? html`<b>${t("Say \\"yes\\"")}</b>` : nothing}</p>`;',
    "label: t(",
    '  "On the next line",',
    ")",
    'tn("{n} day", "{n} days", n); tn(',
    '"{n} hour",',
    '"{n} hours", 2)',
  ].join("\n");
  expect(findMessages(source)).toEqual({
    single: ["Hello {name}", 'Say "yes"', "On the next line"],
    plural: [
      ["{n} day", "{n} days"],
      ["{n} hour", "{n} hours"],
    ],
  });
});

test("other functions and variables are left alone", () => {
  expect(findMessages('at("x"); set("y"); obj.t("z"); t(name); $t("w")')).toEqual({
    single: [],
    plural: [],
  });
});

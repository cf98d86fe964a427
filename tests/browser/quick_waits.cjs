// Read by Playwright's driver before its own code. An expectation that does not hold yet is tried again without describing
// the whole page each time, for a message that hardly ever is shown, which took most of the time of a try on our page; and
// what a selector means is not looked for in the shadow of every element: our pages have none.
const { Module } = require("node:module");

const describe = "ariaSnapshotForExpectFailure(element, options) {";
const pierce = "if (!context.pierceShadow)";
const compile = Module.prototype._compile;

Module.prototype._compile = function (text, name, ...rest) {
  return compile.call(this, text.replace(describe, `${describe} return "";`).replace(pierce, "if (true)"), name, ...rest);
};

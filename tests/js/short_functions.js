// A rule of the linter: a function is no longer than a screen, as test_rooms asks of Python.

const MAX_LINES = 60;

/** What a function is called where it is written: by itself, or by what it is given to. */
function nameOf(node) {
  const { parent } = node;
  const named = [node.id, parent?.key, parent?.type === "VariableDeclarator" && parent.id, parent?.type === "AssignmentExpression" && parent.left];
  return named.find((one) => one)?.range;
}

export default {
  name: "house",
  rules: {
    "short-functions": {
      create(context) {
        const { text } = context.sourceCode, file = context.filename.replace(`${Deno.cwd()}/`, "");
        const measure = (node) => {
          const lines = text.slice(...node.range).split("\n").length, name = nameOf(node);
          if (lines <= MAX_LINES) return;
          const what = name ? text.slice(...name) : "A function without a name";
          context.report({ node, message: `${what} in ${file} is ${lines} lines long; ${MAX_LINES} are the most.` });
        };
        return { FunctionDeclaration: measure, FunctionExpression: measure, ArrowFunctionExpression: measure };
      },
    },
  },
};

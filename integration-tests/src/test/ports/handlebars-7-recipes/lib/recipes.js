class Recipe {
  constructor(id, body, photo) {
    Object.assign(this, { id, name: body.name, steps: [].concat(body.steps || []), photo });
  }
  get long() {
    return this.steps.length > 2;
  }
}

const all = [new Recipe(1, { name: 'Soup', steps: ['cut', 'boil', 'eat'] })];

exports.all = () => all;
exports.get = (id) => all.find((r) => r.id === Number(id));
exports.add = (body, photo) => {
  if (!body || !body.name) throw new Error('a recipe needs a name');
  const recipe = new Recipe(all.length + 1, body, photo);
  all.push(recipe);
  return recipe;
};

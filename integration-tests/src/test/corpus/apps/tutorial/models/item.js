let next = 3;
let items = [{ id: '1', name: 'Espresso', price: 2 }, { id: '2', name: 'Cortado', price: 3 }];

class Item {
  constructor(fields) {
    Object.assign(this, fields);
  }

  async save() {
    this.id = String(next++);
    items.push(this);
    return this;
  }

  static find() {
    return new Promise((resolve) => setTimeout(() => resolve(items.slice()), 2));
  }

  static async findById(id) {
    return items.find((item) => item.id === id);
  }

  static async remove(id) {
    const before = items.length;
    items = items.filter((item) => item.id !== id);
    return items.length < before;
  }
}

module.exports = Item;

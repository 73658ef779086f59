const { Sequelize, DataTypes, Op } = require('sequelize');

async function run(url) {
  const sequelize = new Sequelize(url, { logging: false });
  const User = sequelize.define('SqlUser', {
    name: { type: DataTypes.STRING, allowNull: false, unique: true, validate: { len: [2, 10] } },
    settings: DataTypes.JSON,
    upper: { type: DataTypes.VIRTUAL, get() { return this.name.toUpperCase(); } },
  }, { timestamps: false, hooks: { beforeCreate: (user) => { user.settings = { ...user.settings, hooked: true }; } } });
  const Task = sequelize.define('SqlTask', { title: DataTypes.STRING, done: { type: DataTypes.BOOLEAN, defaultValue: false } }, { timestamps: false });
  User.hasMany(Task, { as: 'tasks', foreignKey: 'userId' });
  Task.belongsTo(User, { as: 'user', foreignKey: 'userId' });
  await sequelize.sync({ force: true });
  const ann = await User.create({ name: 'Ann', tasks: [{ title: 'one' }, { title: 'two', done: true }] }, { include: 'tasks' });
  console.log(ann.upper, ann.tasks.length, await ann.countTasks({ where: { done: true } }));
  const found = await User.findOne({ where: { name: { [Op.like]: 'A%' } }, include: { association: 'tasks', where: { done: false } } });
  // The two tasks were made over two connections: which of them came first is not ours to say.
  const plain = found.get({ plain: true });
  for (const task of plain.tasks) delete task.id;
  console.log(JSON.stringify(plain));
  console.log(await User.create({ name: 'A' }).catch((err) => [err.name, err.errors[0].validatorKey]));
  console.log(await User.create({ name: 'Ann' }).catch((err) => [err.name, err.errors[0].path.replace(/^.*\./, '')]));
  await sequelize.transaction(async (transaction) => {
    await Task.destroy({ where: {}, transaction });
    throw new Error('rolled back');
  }).catch((err) => console.log(err.message));
  console.log(await Task.count(), await User.findOrCreate({ where: { name: 'Bob' } }).then(([u, made]) => [u.name, made]));
  await sequelize.close();
}

run(process.env.PG_URL).then(() => run(process.env.MYSQL_URL));

const { Model, NotFoundError, UniqueViolationError } = require('objection');
const Knex = require('knex');

const knex = Knex({ client: 'pg', connection: process.env.PG_URL });
Model.knex(knex);
class Pet extends Model {
  static tableName = 'obj_pets';
}
class Person extends Model {
  static tableName = 'obj_people';
  static jsonSchema = { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 2 } } };
  static relationMappings = () => ({ pets: { relation: Model.HasManyRelation, modelClass: Pet, join: { from: 'obj_people.id', to: 'obj_pets.owner' } } });
  $beforeInsert() {
    this.nick ??= this.name.toLowerCase();
  }
}

async function main() {
  await knex.schema.dropTableIfExists('obj_pets').dropTableIfExists('obj_people');
  await knex.schema.createTable('obj_people', (t) => { t.increments(); t.string('name').unique(); t.string('nick'); });
  await knex.schema.createTable('obj_pets', (t) => { t.increments(); t.string('name'); t.integer('owner').references('obj_people.id'); });
  console.log(JSON.stringify(await Person.query().insertGraph({ name: 'Ann', pets: [{ name: 'Tom' }, { name: 'Rex' }] })));
  console.log(JSON.stringify(await Person.query().withGraphFetched('pets(byName)').modifiers({ byName: (q) => q.orderBy('name') })));
  console.log(await Person.query().insert({ name: 'A' }).catch((err) => [err.name, err.type]));
  console.log(await Person.query().insert({ name: 'Ann' }).catch((err) => err instanceof UniqueViolationError));
  console.log(await Person.query().findById(99).throwIfNotFound().catch((err) => err instanceof NotFoundError));
  console.log(await Pet.query().patch({ name: 'Max' }).where('name', 'Rex'), await Pet.query().resultSize());
  console.log(await Person.transaction(async (trx) => { await Pet.query(trx).delete(); throw new Error('back'); }).catch((e) => e.message), await Pet.query().resultSize());
  await knex.destroy();
}

main();

require('reflect-metadata');
const { DataSource, EntitySchema, MoreThan } = require('typeorm');

const Photo = new EntitySchema({ name: 'OrmPhoto', columns: { id: { type: Number, primary: true, generated: true }, name: { type: String, unique: true }, views: { type: Number, default: 0 } },
  relations: { album: { type: 'many-to-one', target: 'OrmAlbum', inverseSide: 'photos' } } });
const Album = new EntitySchema({ name: 'OrmAlbum', columns: { id: { type: Number, primary: true, generated: true }, name: { type: String } },
  relations: { photos: { type: 'one-to-many', target: 'OrmPhoto', inverseSide: 'album', cascade: true } } });

async function run(type, url) {
  const source = await new DataSource({ type, url, synchronize: true, dropSchema: false, entities: [Photo, Album] }).initialize();
  await source.synchronize(true);
  const albums = source.getRepository('OrmAlbum');
  const photos = source.getRepository('OrmPhoto');
  await albums.save({ name: 'summer', photos: [{ name: 'a', views: 5 }, { name: 'b' }] });
  console.log(JSON.stringify(await albums.find({ relations: { photos: true }, order: { photos: { id: 'ASC' } } })));
  console.log(await photos.findBy({ views: MoreThan(1) }).then((l) => l.map((p) => p.name)), await photos.countBy({}));
  console.log(await photos.createQueryBuilder('p').select('SUM(p.views)', 'sum').getRawOne().then((r) => Number(r.sum)));
  console.log(await photos.insert({ name: 'a' }).catch((err) => err.constructor.name));
  await source.transaction(async (manager) => {
    await manager.delete('OrmPhoto', {});
    throw new Error('rolled back');
  }).catch((err) => console.log(err.message));
  console.log((await photos.update({ name: 'b' }, { views: 9 })).affected, (await photos.findOneByOrFail({ name: 'b' })).views);
  await source.dropDatabase();
  await source.destroy();
}

run('mysql', `${process.env.MYSQL_URL}_orm`).then(() => run('postgres', `${process.env.PG_URL}_orm`));

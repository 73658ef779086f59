module.exports.views = { extension: 'ejs', layout: 'layouts/layout' };

module.exports = { title: `production of ${process.env.npm_package_name || 'nobody'}`, limits: { b: 3 } };

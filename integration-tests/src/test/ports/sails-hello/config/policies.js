module.exports.policies = { UserController: { '*': true, create: 'isLoggedIn' } };

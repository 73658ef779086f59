module.exports = async (req, res, proceed) => (req.get('x-user') ? proceed() : res.forbidden());

"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.errorHandler = exports.notFound = exports.HttpError = void 0;
const http_status_codes_1 = require("http-status-codes");
const zod_1 = require("zod");
const logger_1 = require("../logger");
class HttpError extends Error {
    constructor(status, message, details) {
        super(message);
        this.status = status;
        this.details = details;
        this.name = new.target.name;
    }
}
exports.HttpError = HttpError;
const notFound = (req, _res, next) => {
    next(new HttpError(http_status_codes_1.StatusCodes.NOT_FOUND, `${req.method} ${req.originalUrl}`));
};
exports.notFound = notFound;
const errorHandler = (err, req, res, _next) => {
    var _a, _b;
    (0, logger_1.warn)('%s failed with %d', req.path, (_a = err.status) !== null && _a !== void 0 ? _a : 500);
    if (err instanceof zod_1.ZodError) {
        return res.status(http_status_codes_1.StatusCodes.UNPROCESSABLE_ENTITY).json(err.flatten());
    }
    const status = (_b = err.status) !== null && _b !== void 0 ? _b : http_status_codes_1.StatusCodes.INTERNAL_SERVER_ERROR;
    return res.status(status).json({ name: err.name, reason: (0, http_status_codes_1.getReasonPhrase)(status), message: err.message, details: err.details });
};
exports.errorHandler = errorHandler;

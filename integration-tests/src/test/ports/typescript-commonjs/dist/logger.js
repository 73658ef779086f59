"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.warn = exports.info = exports.logger = void 0;
const winston_1 = require("winston");
const { combine, printf, splat, errors } = winston_1.format;
exports.logger = (0, winston_1.createLogger)({
    level: 'info',
    format: combine(errors({ stack: false }), splat(), printf(({ level, message }) => `${level}: ${message}`)),
    transports: [new winston_1.transports.Console()],
});
const info = (message, ...rest) => exports.logger.info(message, ...rest);
exports.info = info;
const warn = (message, ...rest) => exports.logger.warn(message, ...rest);
exports.warn = warn;

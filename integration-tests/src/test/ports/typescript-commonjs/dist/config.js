"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.config = void 0;
const tslib_1 = require("tslib");
const path_1 = tslib_1.__importDefault(require("path"));
const dotenv = tslib_1.__importStar(require("dotenv"));
const zod_1 = require("zod");
const result = dotenv.config({ path: path_1.default.resolve(__dirname, '../config.env') });
if (result.error)
    throw result.error;
const schema = zod_1.z.object({
    PORT: zod_1.z.string().regex(/^\d+$/).transform(Number),
    SERVICE_NAME: zod_1.z.string().min(1),
    LEVEL: zod_1.z.enum(['debug', 'info']).default('info'),
});
const env = schema.parse(process.env);
exports.config = { port: env.PORT, name: env.SERVICE_NAME, level: env.LEVEL };
//# sourceMappingURL=config.js.map

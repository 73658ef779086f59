"use strict";
var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var __metadata = (this && this.__metadata) || function (k, v) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(k, v);
};
var __awaiter = (this && this.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
Object.defineProperty(exports, "__esModule", { value: true });
const express_1 = require("express");
const class_validator_1 = require("class-validator");
const zod_1 = require("zod");
const errors_1 = require("../middleware/errors");
class UserDto {
}
__decorate([(0, class_validator_1.Length)(2, 10), __metadata("design:type", String)], UserDto.prototype, "name", void 0);
__decorate([(0, class_validator_1.IsEmail)(), __metadata("design:type", String)], UserDto.prototype, "email", void 0);
__decorate([(0, class_validator_1.IsOptional)(), (0, class_validator_1.IsInt)(), (0, class_validator_1.Min)(18), __metadata("design:type", Number)], UserDto.prototype, "age", void 0);
const query = zod_1.z.object({ page: zod_1.z.coerce.number().int().positive().default(1), sort: zod_1.z.enum(['name', 'age']).optional() }).strict();
class UserController {
    constructor() {
        this.router = (0, express_1.Router)();
        this.users = new Map();
        this.router.get('/', (req, res, next) => {
            try { res.json({ query: query.parse(req.query), users: [...this.users.values()], type: Reflect.getMetadata('design:type', UserDto.prototype, 'age').name }); }
            catch (err) { next(err); }
        });
        this.router.post('/', (req, res, next) => this.create(req, res).catch(next));
        this.router.get('/:id', (req, res, next) => {
            const user = this.users.get(Number(req.params.id));
            return user ? res.json(user) : next(new errors_1.HttpError(404, 'no such user', { id: req.params.id }));
        });
    }
    create(req, res) {
        return __awaiter(this, void 0, void 0, function* () {
            const dto = Object.assign(new UserDto(), req.body);
            const problems = yield (0, class_validator_1.validate)(dto, { whitelist: true, forbidNonWhitelisted: true });
            if (problems.length)
                throw new errors_1.HttpError(422, 'invalid user', problems.map((p) => [p.property, p.constraints]));
            const user = Object.assign({ id: this.users.size + 1 }, dto);
            this.users.set(user.id, user);
            res.status(201).json(user);
        });
    }
}
exports.default = UserController;

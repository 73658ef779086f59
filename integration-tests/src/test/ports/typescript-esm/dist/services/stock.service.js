var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var __param = (this && this.__param) || function (paramIndex, decorator) {
    return function (target, key) { decorator(target, key, paramIndex); }
};
var __metadata = (this && this.__metadata) || function (k, v) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(k, v);
};
import { injectable, inject } from 'inversify';
import { BehaviorSubject, firstValueFrom, map, from, toArray, filter, mergeMap, timer } from 'rxjs';
import { TYPES, Level } from '../types.js';
let StockService = class StockService {
    logger;
    #items = new BehaviorSubject(new Map([['mug', 3]]));
    static #count = 0;
    constructor(logger) {
        this.logger = logger;
        StockService.#count++;
    }
    get all() {
        return firstValueFrom(this.#items.pipe(map((m) => Object.fromEntries(m))));
    }
    async set(name, amount) {
        const next = new Map(this.#items.value).set(name, amount);
        this.#items.next(next);
        this.logger.info({ name, amount }, 'stock set');
        return { name, level: Level[amount > 2 ? Level.High : Level.Low], instances: StockService.#count };
    }
    low(limit) {
        return firstValueFrom(from(this.#items.value).pipe(
            filter(([, n]) => n < limit), mergeMap(([name]) => timer(1).pipe(map(() => name))), toArray()));
    }
};
StockService = __decorate([
    injectable(),
    __param(0, inject(TYPES.Logger)),
    __metadata("design:paramtypes", [Object])
], StockService);
export { StockService };

export const TYPES = {
    Logger: Symbol.for('Logger'),
    StockService: Symbol.for('StockService'),
};
export var Level;
(function (Level) {
    Level[Level["Low"] = 0] = "Low";
    Level[Level["High"] = 1] = "High";
})(Level || (Level = {}));

'use strict';

const { MongoInvalidArgumentError } = require('./errors');

const MODES = ['primary', 'primaryPreferred', 'secondary', 'secondaryPreferred', 'nearest'];

/** npm mongodb's `ReadPreference`. */
class ReadPreference {
  constructor(mode, tags, options) {
    if (!ReadPreference.isValid(mode)) {
      throw new MongoInvalidArgumentError(`Invalid read preference mode ${JSON.stringify(mode)}`);
    }
    if (tags != null && !Array.isArray(tags)) {
      throw new MongoInvalidArgumentError('ReadPreference tags must be an array');
    }
    const { hedge, maxStalenessSeconds } = options ?? {};
    if (maxStalenessSeconds != null && maxStalenessSeconds <= 0) {
      throw new MongoInvalidArgumentError('maxStalenessSeconds must be a positive integer');
    }
    this.mode = mode;
    this.tags = tags ?? undefined;
    this.hedge = hedge;
    this.maxStalenessSeconds = maxStalenessSeconds ?? undefined;
    const extras = mode === 'primary'
      ? { tags: tags?.length > 0, maxStalenessSeconds: Boolean(maxStalenessSeconds), hedge: Boolean(hedge) } : {};
    for (const [name, given] of Object.entries(extras)) {
      if (given) throw new MongoInvalidArgumentError(`Primary read preference cannot be combined with ${name}`);
    }
  }

  get preference() {
    return this.mode;
  }

  static isValid(mode) {
    return mode == null || MODES.includes(mode);
  }

  static fromString(mode) {
    return new ReadPreference(mode);
  }

  static fromOptions(options) {
    const given = options?.readPreference ?? options?.session?.transaction?.options.readPreference;
    if (given == null) return undefined;
    const { readPreferenceTags: tags, hedge } = options;
    if (typeof given === 'string') return new ReadPreference(given, tags, options);
    if (given instanceof ReadPreference) {
      if (tags) given.tags = tags;
      return given;
    }
    const mode = given.mode ?? given.preference;
    if (typeof mode !== 'string') throw new MongoInvalidArgumentError(`Invalid read preference: ${given}`);
    return new ReadPreference(mode, given.tags ?? tags, { hedge, maxStalenessSeconds: given.maxStalenessSeconds });
  }

  /** Puts a read preference in the place of what options say of one. */
  static translate(options) {
    if (options.readPreference != null) options.readPreference = ReadPreference.fromOptions(options);
    return options;
  }

  isValid(mode) {
    return ReadPreference.isValid(mode ?? this.mode);
  }

  secondaryOk() {
    return this.mode !== 'primary';
  }

  equals(other) {
    return other.mode === this.mode;
  }

  toJSON() {
    const { mode, tags, maxStalenessSeconds, hedge } = this;
    return {
      mode, ...(Array.isArray(tags) && { tags }), ...(maxStalenessSeconds && { maxStalenessSeconds }),
      ...(hedge && { hedge }),
    };
  }
}

for (const mode of MODES) {
  ReadPreference[mode] = new ReadPreference(mode);
  ReadPreference[mode.replace(/[A-Z]/, letter => `_${letter}`).toUpperCase()] = mode;
}

/** npm mongodb's `ReadConcern`. */
class ReadConcern {
  constructor(level) {
    this.level = level ?? 'local';
  }

  static fromOptions(options) {
    const given = options?.readConcern ?? options?.level;
    if (given == null) return undefined;
    if (given instanceof ReadConcern) return given;
    if (typeof given === 'string') return new ReadConcern(given);
    return given.level ? new ReadConcern(given.level) : undefined;
  }

  toJSON() {
    return { level: this.level };
  }
}

Object.assign(ReadConcern, {
  MAJORITY: 'majority', AVAILABLE: 'available', LINEARIZABLE: 'linearizable', SNAPSHOT: 'snapshot',
});

/** npm mongodb's `WriteConcern`. */
class WriteConcern {
  constructor(w, wtimeoutMS, journal, fsync) {
    if (w != null) this.w = Number.isNaN(Number(w)) ? w : Number(w);
    if (wtimeoutMS != null) this.wtimeoutMS = this.wtimeout = wtimeoutMS;
    if (journal != null) this.journal = this.j = journal;
    if (fsync != null) this.journal = this.j = Boolean(fsync);
  }

  static fromOptions(options) {
    const given = typeof options === 'object' && !(options instanceof WriteConcern) ? options?.writeConcern : options;
    if (given == null) return undefined;
    const concern = typeof given === 'object' ? given : { w: given };
    const { w, wtimeout, wtimeoutMS, j, journal, fsync } = concern;
    if ([w, wtimeout, wtimeoutMS, j, journal, fsync].every(value => value == null)) return undefined;
    return new WriteConcern(w, wtimeout ?? wtimeoutMS, j ?? journal, fsync);
  }

  static apply(command, concern) {
    command.writeConcern = {
      ...(concern.w != null && { w: concern.w }),
      ...(concern.wtimeoutMS != null && { wtimeout: concern.wtimeoutMS }),
      ...(concern.journal != null && { j: concern.j }),
    };
    return command;
  }
}

module.exports = { ReadConcern, ReadPreference, WriteConcern };

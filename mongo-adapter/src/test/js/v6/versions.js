'use strict';

require('../versions').run(require('mongodb'), require('bson'));

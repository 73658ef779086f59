// Behind heads/crypto.js.

const KEYS = {
  "r": "-----BEGIN PRIVATE KEY-----\nMIICdgIBADANBgkqhkiG9w0BAQEFAASCAmAwggJcAgEAAoGBANce7who9SkpxGiq\ns5tweH6CHKMBT/gpp/SQbV5A8Ou4NXAX/cfVEwlNCo7fgQ46bGh1qXnkRqz3slkT\n/78mzILevaqfuAU/fQ8IMP21kErIqL2fuXB/xtYlcKUKE2TDPcll3J3+JuQwPVDT\nTMb83DFLbqeQGqbuiziKhnST+3NbAgMBAAECgYBsi/pXRwa1z5KAsenQ/C6Av0yN\n38KnWPWbzSiyj5hBiQDF4AU5SUXCwrIaJ6MqN8at6vkqPUqASrgehJ3eqUg1r6bb\n8pQPv+rPIs0GVjlzTVtBSLh5rQKg2H0hxokEHQhs7cr7j2eV7pL9FxSqswUiB93c\nMtjJTYontSK4miANUQJBAPtPs2KuzMxD7D7nAPC2SJun6D1+XXWTf201gltQQbvb\nsqVvH78e0ZCoFTFQiv78UUcJBuTi2mXbPQMI8InfzoMCQQDbImHHn07alPa9pQxb\nsbfeITIAe2rwhxoIs/IPw3L/PCv+CsermHxaoYlfCiW24yQ7+yL1a1cIWN3kmbRG\n+zBJAkEAx10Eu6ZbxTek9ImhD1Qr6X+cFxxl29402lf2n6XdX7/7yo2LK7yxFwag\nOUzh10Im4CljFLR5+Q+hKQUwfM/VLQJAOGGKQvBMO5UkPvseSOFa634i/VjD1QsN\nubuCxmeFSQJUV1KyuQXMyQzS6W8U8Q9UHVKqVfa+N9mVjeG2LqUmcQJAQvZc4K86\nDRcdfucDNQhxTkjcTth5QbBksTzYlDUinIDDmdd42CgrOSLq26QQhyUTt2e+bEli\nkh5OrTvfdw5Rvg==\n-----END PRIVATE KEY-----\n",
  "e": "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgcanNv3a0GQS7vrWh\noGLgzaifFYk1nwjm4K+GqjVemAehRANCAAQI1tC+P1eZRrSj4sgWuMl779RdEZMf\njMc45dBLbwmMCplKtUCqOiolmYtQRO6P6pPQZx/ucBxI2DWJFv1PkaeV\n-----END PRIVATE KEY-----\n",
  "ed": "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIIoBNVlEcRUQ2CwIf8d/fQOfZfmhVyGBvA/GvJQnTV7H\n-----END PRIVATE KEY-----\n",
  "dsa": "-----BEGIN PRIVATE KEY-----\nMIIBWwIBADCCATQGByqGSM44BAEwggEnAoGBAKaVoUIOIt1wokcAAv+oNw8cs8QN\n0A3zrIv1kckCQMOB/crRXH44x7i5jrvXOJfi6WXammAUqTidy5qMrqUaSlSYytCB\nICtoeJYtm0lREDhdhZSi3mFpFmfWJNMXsldtQBPlOscHk8K6WzJrd8Obv5Slszz/\nb771hRuNk+GhMMYrAh0A3JWHRVmS8N4CtODvIzS2PP8jkt8WsSrqeSQwbwKBgQCC\nuGoQV2iA6gdaN9kCfoIxXsfxSTchMt8f4bWrdziasw8t/iw/mrcPYnJgd/drWsSw\nKALTC1F/RzwqkYMaI0/0+u+tVLWRI6hTMaIPpXBqh5Le90bpnNxY2lDvT/9vyLSR\noKMgqrGgohYZN7xUYSN4GzbHjLHmX7QKPa2JEhh7pwQeAhxnol19QcsY82ByRlLN\nGWwqZ8celrnHSsKUNfF1\n-----END PRIVATE KEY-----\n",
  "dh": "-----BEGIN PRIVATE KEY-----\nMIIBPwIBADCCARcGCSqGSIb3DQEDATCCAQgCggEBAP//////////yQ/aoiFowjTE\nxmKLgNwc0SkCTgiKZ8x0Agu+pjsTmyJRSgh5jjQE3e+VGbPNOkMbMCsKbfJfFDdP\n4TVtbVHCReSFtXZiXn7G9ExC6aY37WsL/1y29Aa37e44a/taiZ+lrp8kEXxLH+ZJ\nKGZR7ORbPcIAfLihY78FmNpINhxV05ppFj+o/STPX4NlXSPco62WHGLzViCFUrue\n1SkHcJaWbWcMNU5KvJgE8XRsCMoYIXwykF5GLjbOO+OedywYDoYDmyeDouwHoo+1\nxV3wb0xSyd4ry/aVWBcYOZVJfOqVauUV0iYYmPoFEBVyjlqKrKpo//////////8C\nAQIEHwIdAXNRsWr4+M+lZdnEqBtfgQldcGvXzos8ZgVWhbk=\n-----END PRIVATE KEY-----\n",
  "dh2": "-----BEGIN PRIVATE KEY-----\nMIIBPwIBADCCARcGCSqGSIb3DQEDATCCAQgCggEBAP//////////yQ/aoiFowjTE\nxmKLgNwc0SkCTgiKZ8x0Agu+pjsTmyJRSgh5jjQE3e+VGbPNOkMbMCsKbfJfFDdP\n4TVtbVHCReSFtXZiXn7G9ExC6aY37WsL/1y29Aa37e44a/taiZ+lrp8kEXxLH+ZJ\nKGZR7ORbPcIAfLihY78FmNpINhxV05ppFj+o/STPX4NlXSPco62WHGLzViCFUrue\n1SkHcJaWbWcMNU5KvJgE8XRsCMoYIXwykF5GLjbOO+OedywYDoYDmyeDouwHoo+1\nxV3wb0xSyd4ry/aVWBcYOZVJfOqVauUV0iYYmPoFEBVyjlqKrKpo//////////8C\nAQIEHwIdANGgB05gaI9Vi1YLSmkXXEwXPu0zWvgPNjhuX4w=\n-----END PRIVATE KEY-----\n"
};
const PHRASE = 'pä$$';
// made by Node
const ENCRYPTED = [
  [
    "ed",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGjMF8GCSqGSIb3DQEFDTBSMDEGCSqGSIb3DQEFDDAkBBDiz4Czqj1YRQ0ZELwk\nSiQkAgIIADAMBggqhkiG9w0CCQUAMB0GCWCGSAFlAwQBKgQQsiYDgql/vToWuBjT\nU55AOwRAMLUIUrnTi7+OS27pTCKUBP6r9bNJZVte0knsqHtFvXFuNNoOXOI5fImE\n6J0ccxBjqJUQJl18t9XiWD0CtzLpFw==\n-----END ENCRYPTED PRIVATE KEY-----\n"
  ],
  [
    "ed",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGTMF8GCSqGSIb3DQEFDTBSMDEGCSqGSIb3DQEFDDAkBBC/xKgNxtvbdH6TOPuv\n6ymtAgIIADAMBggqhkiG9w0CCQUAMB0GCWCGSAFlAwQBBAQQeHMQMkaIIEjVRwAU\nyiwYmAQwrYvQFZbzaOj8f+i9L/YBb5V6fRIvmUBWIM+k3+eoA4kDOJ1a7zpIU2ph\n2o7Bfeb0\n-----END ENCRYPTED PRIVATE KEY-----\n"
  ],
  [
    "ed",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGSMFYGCSqGSIb3DQEFDTBJMDEGCSqGSIb3DQEFDDAkBBCNAu4Cr+E8Jy+QPVsC\nUZh7AgIIADAMBggqhkiG9w0CCQUAMBQGCCqGSIb3DQMHBAimfMzMs7OahQQ42xt7\nOUOcfGViyrH+fZJ8Y+E8ALgSMheMoo0HBYNYNdR62CWWLMSTE6rBKgVGy2f6ZKnt\nao8qkqA=\n-----END ENCRYPTED PRIVATE KEY-----\n"
  ],
  [
    "ed",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGTMF8GCSqGSIb3DQEFDTBSMDEGCSqGSIb3DQEFDDAkBBD3MOP7X7R4Crfd5uEu\n4FnhAgIIADAMBggqhkiG9w0CCQUAMB0GCWCGSAFlAwQBFwQQgu3SoidLIugVWf/e\n9P1UwwQwXSwsHL1EBjyPgfJOoiyW1limYdMHySF5T/fZO0vQomJ3+NyB8BqJ1YSm\naYlXDA9M\n-----END ENCRYPTED PRIVATE KEY-----\n"
  ],
  [
    "ed",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGTME8GCSqGSIb3DQEFDTBCMDEGCSqGSIb3DQEFDDAkBBAZBWWuCUCN6Z2beMd6\n+dwbAgIIADAMBggqhkiG9w0CCQUAMA0GCWCGSAFlAwQBAQQABEDkQFMGpZTawKKp\nV9hpZKkn5j518kxEtW+/xzPURdlal4lZdxg9Bdju56LU1fB9NivjOJNw01/IXMMs\nHvMtaQ5X\n-----END ENCRYPTED PRIVATE KEY-----\n"
  ],
  [
    "dsa",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIBxTBfBgkqhkiG9w0BBQ0wUjAxBgkqhkiG9w0BBQwwJAQQ5vjAx4GrXbhkzF5L\nhkylLQICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEED1xI/8VO04Tpcug\n/by2bbYEggFgPrTPeY4oN0Ydq/vWi4HgEvIua1lRZUw87Hjc4HjTKJWpwldCsLM6\ngJn6XzgKk8KhaFulXWt8rsUnOARQ8fNjWVDhb8310NxEaZF74V0Yw9Ivh3zRd3oS\nRW2J2zL6okyAQSBA7hb6+lPBogIxjA5i2vqb3SfK4JseTaSCxQGw8RjNzemfXulC\nNwY0Zd5ClthhEboYE1L+3vMho9HaJZ8h3GTj+2D1Y4cGt0J2yKgxcYd6Mz1qtuw4\nbCw0FhLFEDcuSYeHyieHKxSak1r/EXRRGHaWFlKP1Is5Wg+G64u/jL0hUm2GwNiS\nulUsaRq86ishY+u0+WtgparFWpXvKqt4iHxnVsfENGgbGQq7mMZmmlBW1qi/Zqay\nzuLJubCNDmxj1vqXkt0NJpcL8TVJGvOp6tBhywEtimFRHhWgmN+++UP3qOQXjarJ\nDPrXGQcK0Yhni4fg4ld8RbhqYNsa7XUJmA==\n-----END ENCRYPTED PRIVATE KEY-----\n"
  ],
  [
    "dsa",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIBxDBfBgkqhkiG9w0BBQ0wUjAxBgkqhkiG9w0BBQwwJAQQnIAzY5JAYYEhnOr1\npLFmRgICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEAQQEEONV/x8yyg97YrnF\nB1dnuugEggFfcVR7MWkKOxfcGlopsICq8B5Fq1TFuuXlp95zcXu5B9Cue8RcpT21\n1lli4D6T2hBIViQhNiv2AR4jd7485ONsUY2FClAp3caDG+Z8VUThKA50NFYZzv5n\ntOYseqC6ffclkkdXzZn2945sw4yfY04Mvh3k8kz28JjvPydYq817vatZCzwNz6uz\nyHelVXlUz9yFhdfvZBwvPGfZgGTccVUf2hLodAOulP49WbmXUQ+GnSt0FuDBnsD6\n6bvoiO1sGeDfruX5aGNCPQ7aOFLfkc74rnPTJPCr4jgMn4bqBt2AxuchaLs0qi3z\nMtvbe/N3aaI6wUzp/6wuAlJvbDkFiabopBujVi+RgK/5tH90mcWLbA2wDRD2jaKQ\ndUMMn2u6RJ7VXwTIudo4yEkVFx4iGRSPRaLrRIVLlK6m+y/ebqYyUv3PEw15kt81\nsDZ2oUpf9egMz8hFj9gFqnX59KfeY936\n-----END ENCRYPTED PRIVATE KEY-----\n"
  ],
  [
    "dsa",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIBvDBWBgkqhkiG9w0BBQ0wSTAxBgkqhkiG9w0BBQwwJAQQcDwmPhhDkwTrMqMC\nIpPq/wICCAAwDAYIKoZIhvcNAgkFADAUBggqhkiG9w0DBwQICQx/exe8iToEggFg\nC689XyHiNvaxUGe+SfUGMUS6wYY24YZ8esurMz9q2WZLtiXltS7KTg8wdLytcS8N\nGwp7bmoDOD/sdxXRuqJnFwxBzHiQJA7DhVfhqq6hc8UFHVVh0qgDajZ3PJANRc6s\nS64sJqdd2Q/GbQnHs1ADuR2APYhGGmq46PxsQBZy104b+OapJwxmZGuGyTImxDjp\ns4oZ9/AW6slFSKYYLjemGusG7Xuk6W8JBY9ZzvGvB+aPKnPdIVdkJAI4OB+p7kJv\n6p3h59m3ILgGx715ZcO5Z2d09BYUrSSwtj2tT6UHPea/JTNZt/SO23zWAI/H/P41\nawS//Dfum4VocsdvkN8dITYoxibIfuYNrTEvi4lovF4YBtM32+sCj8APtbnxsnmu\npsl/TiWuc/B8U79uRvejrblwVMW/QQCp0GfCTLzf6xDNSvhbryhhFGwZBNgKli0Y\nk440fuiLJ6hR1HHbtwreZQ==\n-----END ENCRYPTED PRIVATE KEY-----\n"
  ],
  [
    "dsa",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIBxDBfBgkqhkiG9w0BBQ0wUjAxBgkqhkiG9w0BBQwwJAQQfA3lV+M3ES/bNJNC\n9C2J3QICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEARcEEKPGl5YX/q7JmwFj\nEKcYFIsEggFfF2hl013IJ/Tjbw5yUeKC1Og1iOTfzuv3RlGTVpR/PzwZmXtiB1i8\nrqo56dD8fbOf8kRpZnuo+Xgm8WlFmneEoO8v3GIpNzWzfRvznYMyJhLtgFLS7yuS\nvpYkE4QBe7JtdyM61MAxaL/Gy5/PMu4za3T5p8uDBu21zurQs8fogTqFRYvXxs6o\nFNd5Jk9Hdlg679AxXwmYGsA7isowppXP27rl4ISKAJkuO5b5sf6m6oHooxNnkBZh\no6nFfaM4v0BAfKZxBt5nVgmBD2tRNjHG70g+8p6RTwCqhzxe6NutpAELys7BNIqw\nMrP9NZ2JvLfzmYWT5BRTOrkXPB9Kt4gqv/rTrazcvGd32jwgUQj0W1ELZ0bK0BW+\nLJz5XTgblb4/k0EXVjPamw/9PwzOCXxz90uKbhCWDVs7piNMzVEu89mOlo8mYgO9\nUrVTxeU7roCQs5PZX6j6LIi43RI+ZdkD\n-----END ENCRYPTED PRIVATE KEY-----\n"
  ],
  [
    "dsa",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIBtTBPBgkqhkiG9w0BBQ0wQjAxBgkqhkiG9w0BBQwwJAQQ4ynPdGh6rmq1Np7W\nsdDxNwICCAAwDAYIKoZIhvcNAgkFADANBglghkgBZQMEAQEEAASCAWAI50G+4jPz\nn8RKqotMxy746I/gFc090y58IFh0XmjU/DrohPIveknkYP4GHe4drWNU4dffklxg\nVX5gd0vbMv8Wb3gz9LFx51j90iEzQo2mL2xcAxkxwwK51nP9zmiTdGLL/FmFnUdm\nJiG2zRbM3VRrg5fcdISFx6cIr18QDV8w1A4dhSlKq2ebu6GyHAVPf7tOG0QzhRQB\nKMwMxhFVo83CwW8Jc5wX7+o4E4ym6m0k8JMV+T2fqhyyJlGbtYokI51hs9Etu7tK\nGPxUbR2xRVAlBoJG1/L2pwYde1oRTMj37e7tVjR+1ikMa5YKm/qCc6cL/TwQZq47\n+9O89Ybodt99XCPT4gWw22Tlfwsjcrp3MdgcxsTnohkFi+98fa+ObjCQe2xM0mib\nNlIPKob5JjuTRPhZtUNjoV9PmYJngt+dYJezVsAixRbgpNo1of2uQH9x8SMZSlTp\nROf5oSD/OqsU\n-----END ENCRYPTED PRIVATE KEY-----\n"
  ],
  [
    "rsa",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIC5TBfBgkqhkiG9w0BBQ0wUjAxBgkqhkiG9w0BBQwwJAQQbXlQ6GyDnUC9B1kC\nIA5JVgICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEGgRaBDPuC8O8Ww0\ncl3aAVkEggKAh7xfx3b4NQ3bOmk2aDrF3Svf8cNh4KymbUWgCRsfPgkllxQg9Dzi\n1ky0hPN1PM5GINpAbnlmfHNxep6MXBDjq/7bHO2O/BN37nDKkfQIpJwaVd1AiaOH\nXyvezxsHqtvMDtAX82c/75bFZDTnztB2jV4LliafkPPybNZU/ZNWevUb1aVw6SHO\nA1mZBEgG4BKTStRd8OOfpIK2IKo+qJO+INT1zRwGa+Gtrhks/3frxYlLSoS9BNOF\n8+ks74pIaaahmxu0s1+xI6uvlWXQexFHQQqa+CQ8dHGxaoPNxhxe6stHUjlQ2NzD\n+bpgPn5NDSP5XZu0RCvLJHA2SQF/N6l++RPRMAghi/MhaxVmD+y0XVg+lLqdhuQK\nt9hQ2k0M2AG2qVgzBHk4cBENkKWqEpBk5Fg2n+LE3cArD0tODkWTX2RAjnxgHOUR\nhdI3A7lVm55uSTtT2pser+cvCwerkLPMN83FiG3s4eEBcPS6ihudUDLMjL1p94z1\nAMWRLqQ7WiWazBMPfGAR42qNSi8xtLCds+pF20BvxOa9BItHKMLZjhf6k3y4KZo3\nYcR71aNoLEE/7XAmn7DWfOFgJQWxhsHqluNUQdWoDHXrYhtKwDA2nLTmmb7cSynh\n8RplhxMCVYeHzNX34iGHyQAtHkAFS+JBokP5BwyYqqDp0RCPuyNz86T+8DgVx3Xs\n15ZA4e8s7abDHYRYsQTlb2E8ILwL0xgqDHB1FxFnI47kzrTQ4wY2AWNvwaK+b7UH\n5De5WRjzRjCVeRzM1WqwdWB3p+f7umhvIN7nUVSbDXY1M9NihSkAFvuFfjG8dRjQ\nWNi/pmknBn2jJqDRMkgwRLecezQ6RIMZmw==\n-----END ENCRYPTED PRIVATE KEY-----\n"
  ],
  [
    "rsa",
    "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,F72DD4CAB4E7CFD9D9771396FEDFB776\n\nRud2f8kvgR7Cdd8G7tNy92Dsh+5QQCCcuw2RSJOpMCgzgRqxUBcs0Nx8+x/wCQRu\niFdvRsOffAmpe22JiGQcuXgBoW7XrjEd0bGNi55ijxs9IZ2MCEyt5p5sX97iNeNb\n0GTqLJIdYegHbs5LxLHbITrRyhMvZ3L/D5vV5SCmZXzwwVqayGIKjl3m2CdAqvBS\nywegGZoeiVw+1VWlsZDyv3J5uqP/Lanwz6XtgLqVFsPmmyv16y4aiC8S3fM3XT/Q\nwQ7MMhxZTpNrgIuJ8xh1rWI0pevPa6mEw4ENEA+XimhCpG5mtA5uBLHq+M0MEhLB\nb1XuaMBcAVlwuVVwL5yz5Yaf9CjpXumynqNxXZs6PljPgV9xt5tMraIREC4fX31h\nl/J/sAIW2n/UTM7ayHj2gVDvX2LC+1fXW+t1qPzvGSFEz7NXxUnu2xBte7rejXkz\nIiOyd8U1LGGCPts13/kNss1+XrjAntV7NnmKzY9Bd1yIh6Yb8TX6j68hJkFvjEVq\n6XQ6U/jZqGQdgCHHJYIHQUX71uGAlcOTv+cVf8Ofw83VwRSWuYJhkU3gJbcIfSky\nqcc8fmRqEpR6TCsrq/wdmvgv0S89cJmRMFDr2GJdAerdYNrfMUhFhF3Y2jSYS1c5\nmVC38tNHvITSF6hIy34KIpdWjHYfYTyzuUhs+rTQGYU05U/nl2NGqOXwNQl4Bi1V\nvlXBDs50LVmZJlmOC7FxEwEE5WvOBFDEQ2AE0fH1oSfNmxad3UGZh6Lq8WTg6b5k\nyaGgh+ul/fS8jFbeB0sCS25FgEDb7EeAsaKbeH1smZTWw+PwUNUq8AMqBzKvl67/\n-----END RSA PRIVATE KEY-----\n"
  ],
  [
    "rsa",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIC3zBfBgkqhkiG9w0BBQ0wUjAxBgkqhkiG9w0BBQwwJAQQzlr/4Tp6X+vm0LQ/\nRD7GFgICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEAQQEEHuWGXcEV7WU+SQj\niXIYjB8EggJ66VSzRwgLkuPs0ekhsq434EcGSr1ocXwr6Pbkwpuf0MFr52LdHC+A\nV4lOTiHBMhoeDBpqflfpf4aC0szjkQCi5hmdtTy+Kzj2OdsOp/JyEYDK1ai2yzW9\nARGS1qtjCyQ0QsNTTCDqvFcNBAvtFxVahngxtfCbLoQJ4iq1rAuiBYQU1VVQ+b4V\nygYaH42BizlsWOPZvJwG/jybtRohI8cfItDe5SmcHoCCTRbp6jKSaoQVIgs8uCjK\neH19qcyA8IK/D6bXAYQsEHhllACqDCLCvtsQtZ9R2KWDnx/772krhaXWYfEACdHm\nnU4O3jDlFWWZeCExHYUPHr8wDA0udZ+knW0493TQK5N6NuT3qd/DLPF7rRnxUmfP\nGt6z5UGpLOZV0m+wVcDnfn4PfbJ+k3D/gFLum2RpdVk+MmK5JHz3WdRiEueVGOF4\nwBHXRPGEhZwITLB4KVEeZsXx/UYEcCItrWKpqsVUSiiGmkckS88pvZeJWQSeMsCZ\niv576v6WyB4rclHifbYZPSKRazniAinoIVn2tGSNWbOhGooE+qAMpzoSgEU0VukR\nwKviwf3I5ZNeJiIsHI0TRzn4SZ5tQqGEo0xfRhMRMgSce39AquEyAJbTXoz8zEE2\ncZVmo9CxsOga/kwRIsIvGLlRhFuB9BO0GmP1nnSKh/5Kf1Ta1BScKFZ8djighFdw\n1q+DVv7a90fwpG/PjXLuhUlvJdaE1c0X6LWVfLjQx7yJWsBZGj6uSAM9a0J19Lth\n1Ke0hgw+hMMuL4wvKnpoqk/TfY4l8ih+BPcuE3z92haU70YWg4+IPePDMFJ293oI\n5WApIPfcbMD67I2wTGMvBU7UuA==\n-----END ENCRYPTED PRIVATE KEY-----\n"
  ],
  [
    "rsa",
    "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CFB,1BA9C2FC8713D63C6987AC6A8BD7F337\n\nqZ3TvknX0AcnoxCjGVZo0baPygsJ8rrBrnDlwji+KGhgISPDpWISyHw99VST/kHw\n+p9gZu0L+vMUI0EkCShAjWXZQ+zv6+bJOxiF2eTaaIptlcZoShxplIJcXt94pG0j\n8Gboiku9gxZtyaGlMKeNh77rnXx13tBCavs3mkw/w2qaMkc/8Si0lYtpezga2asj\n0oDoWUkVkzXKlr+q3N+73NZeb0Khk3AD91Ho4Z+8jrIT6kbUeTWdicDgnFMvC7yP\nb1Hitdzrg9IJvRctBoXYBjF9HAzlIcWx7hvc9tINKCgT+ndupAP9e/LYbiLenFxX\nZl30teaK/EXM/ycfmOC1F0nMQ62xkxQXfZSibAYf5haf+ugmg0d6VNpukBhCulKI\nbVvRlmVblsLVcrJTrhOIviH9tN1NMdb+V0BXhgr8vvdcUOfd1DVEkflngzeYzDpw\nXsBTthFYTmF3OPbJzUT7YfOtyG/xdMpy51PMEPnVQO+960eiE055ur75l7gu6P+C\nfYVOm/2ZVGowDimQ3HuYRTfuq4PjYSYmvFpou9tyXrEmAUfG9x/r/6T9a79tuYll\nqYuPJni2JIJuO0086p/kwRcTKe6v7Q5O4ZECioYvbwWe/8yA+C4wiGnxF4opHgrZ\nZSyZ0HITIdmVIg0p+xwZf6n2yJ2HQBvApvPMEGvi/l69R7yIu7WcN1QrNSZUnjTz\nEvAPW/vfZ50EiSpOtfIIfDAVtVqIDC302hVXzA185aoZXUP4dlrgWnXcW+AWQTEM\nma5h7OrLUsGAZTkG++UtS/Fx2EtckBnyLXbfb6r4foI=\n-----END RSA PRIVATE KEY-----\n"
  ],
  [
    "rsa",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIC3DBWBgkqhkiG9w0BBQ0wSTAxBgkqhkiG9w0BBQwwJAQQgQUyl16nZOB5UXJJ\n7JgwwwICCAAwDAYIKoZIhvcNAgkFADAUBggqhkiG9w0DBwQIIdErlSXJTdsEggKA\nhE5Mb+NNPfS/pUvo+wgoJ5vghPX2yMON4q/jldYIEGIAOV3/bsSB2IEAGzYi4ziJ\n4aNP6jRT9jS+eJthfE3nN11DhcexKM4G7MdTMeYM8F841g47mJwdvDdVnVa2VoCD\n55Jaf2C3UatpUNBxPKy6FHHJrZt70Ao69W8QLqZ6GIhSjacxqiPImjGcTO9GI29t\nhCOHlJwtVyliyRxmf8xEgHz888uUjW930GLcC2EChiz+epVBMtnCM3er1p+CpgRp\nAjwnJGv2tCvHwm4R1aqovKGwv4Xy9Qbos4KNaFhTUqhfWkwY3qNKE6j8f2m5Bl2V\nWEF7IcGGnltcjs3jcDkW/TdupPlN04RVR6tFFyJkMBwk5fxbFg7YDVV2ZpdUBYDs\nDCO0FN3ZEGY+gOeaMOwSD1Vlm8XrRmPxZ8VMvZaCF+1S93EbGzz+KCD2Q/24EZ84\nMmqcvNT6K2MHU+go0ic8nLK+yDp+49aY6YVNmjACJfEqXZkrbYXrzYYdk6bkOj1V\nk3ZWCVU+yFMmBUzb+QhfxTG4F99XyscIHKlKdc2/EcgO33khsGSCnc1E1gaPrSOx\nmM34cvmfblIRfWMMtn2RWKvkV4vyIXKRIm3qMGq/+x4UaL9qjBFa/BtQelgzg2RY\naN9pHWz2Uq/UI47fgi0a3UDFx4ZeX5IhZkejVxVo1pbOoCP+MyypuI5xpgnbRgkq\nFeeenSwgkjQOP2L5l8VoNWhXHEenfaqh0pU8fK557m9aKvmcAcGU5EoK37OcYH1W\n4iOjhTa+/UbjIbWwv8H3dh0w59mdLKZWViy1ib4M3Nyi7jeV3Q3nuOiEZLb2G+a4\neMaksGVAhUf6dXQ+uFm5UQ==\n-----END ENCRYPTED PRIVATE KEY-----\n"
  ],
  [
    "rsa",
    "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: DES-EDE3-CBC,D8B21C371245BE75\n\ndA3ohW22+9T8A2ocuElXNXHapDT9Ccu5UE2ywX+CAjChF5r0C+7N+3wYCwabqH0R\nc5Q/VUO29eAVsVhfCRSsS/SDe+BuUZKAh3VA9BdmLMZjAGf/Xur8ymlfDXMJsuoi\nn1esqrE6C1QvlF1S6ptiZ0676QqsrE3VRLbVZnsAbUbmbknf5Gv/N4+bHERHcvSY\nQnPGie3GcFxOHp1VxWOnBR24GeYMn5v2kOSWaFRHsvD5YdK1hrghQyZsbG73Lh9p\nvPjnEcKvVk5WSEJWwhfdZL6FwgPlu4RlIXNbD9Z3fYrEbtByLPO2tHqS7VHdRRqT\nKpYxGVNSFOyjXJEfhAtHFdTD8E4rW6nh7qihj1P3KIyHJ09hinnYnB9TjshhDkp7\nGedv3da95iHLGUA/APZS9vV/DpLvChYmx9FRML19p8mkm4aOeANwO30OVHIli1U8\ncUykikrrLZGSmI9pHW2kAz0qR8dkXU68EUuQjeVHfEreaxm7s1w2S0pngARqQxko\nh/XVSM1aslIg+2X2q28SlEBtoC5T6GVJJwwEYN6pV6iwL/8iaJVJs2blo/PoZW2K\nwjf51z3JrxRbTcMDK2kfIJKLdvkhGcfk25scqH+tpgfiSt0mf0IzuK2Nvf3+AkZO\nKpALv0FXCxzKkfGbR96I5BtWH9VmEYjPId8f8WhdeAI+HEo6+JOUFMZLTdAVBN/t\nKPW39wmiu8OW1eYX5jd+eWontX8DHbNi1WZqneJO4Lox4E2id9nW1XP6tkZlwvi4\nYv3LxNYX/BzSQMQ00IZwi5oumZcpV54r2udf3Rhj2LR3y1Plc/CpTw==\n-----END RSA PRIVATE KEY-----\n"
  ]
];
const PLAIN = {
  "rsa": "-----BEGIN PRIVATE KEY-----\nMIICdgIBADANBgkqhkiG9w0BAQEFAASCAmAwggJcAgEAAoGBAPJqyT0MWy7Ip6vq\nC3ONPS36iEXOjSA1rQZZ3tiOy4fn/g2J6PwcWUQ90LeXwnrf765iNZrsWNivnLjq\nVNntXfXp6kOCDCjFzOS/U+7iBA3mTMYcL4nU497uvZJYhCw0Byp8Z1KXNtt2WneT\nN62SuJneGYJfKW4a9zzcAHT1vyn5AgMBAAECgYA+ywp1lc3IwJEuJuHwfJVsY4kJ\nDAfiYAUBsCXZUqPGAIH+X8rKA03cL2bxJ45o5bjgIvBfwPkCp/qgq5JvIN1FZMui\nm5DZuQsHSJAMzlZUj3YygEY66pftgZ0AqBd51CpROq+0HyjYaXqCeQGtlI2n6o9z\n3Zh2kBOzWev98JE3QQJBAP527qFJmLsXqYDhTZHGbFflZMtN37NDmsunwfIQM2UA\nZbEKQ4ny3QXanHAMUcBWURLC/HYddE4qNHn8HkGdwGsCQQDz4T6SSpDblhnklJHl\nTjxfMQ/oCJVeYtvCafy4H/oUscGVD6AUTvqLPNc5TgEBgXaDkO/gqEOA4ja+rddb\n1YgrAkBI+/mznvVEbCP8yCJEdmHqz+uZ+Cr6MqC6WtJgyE7FYFjKb4Qxk8va+vm1\nlYL5JIi6VdytUANky+wjNLHE5icjAkBurmgGXp71eV7Q9XhtOB+AGDUe2l5n0rfn\nuNBABAssPywa6Vd+QAXHEVqgID2moEnYFfw32kWghYnQ6faWMAe3AkEA7JXtyFns\nJAayuknBNeoP7BSq3zSOFBs/K36Vn/uAboiTCciUZUYua2UF4KwfBwe2kNuFE40C\nOznzfRPZXpKnUg==\n-----END PRIVATE KEY-----\n",
  "ec": "-----BEGIN PRIVATE KEY-----\nMIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDDUZKDL2jPqW4cYoL9A\nBZYAtA2sbf8uiPXqV879ZQFkUwr3k97YapQbb3j+MGHyJTahZANiAASA2yiADNna\nQ89bEKRNRIytwSJ8b6mVhlSDiTs+rNeS6riMB/yMXugl4eqO3bZAp8biY1nehGAm\n9OQdG4l9/q8D/rtcSKG0PGZzjBS3DCorRzUWg+HwUWQLF/qvqwOfq3M=\n-----END PRIVATE KEY-----\n",
  "ed": "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEICWziw8fKfpyr6ZNPj4GLa6JK312xqrno1SSLrp6Q3Az\n-----END PRIVATE KEY-----\n",
  "dsa": "-----BEGIN PRIVATE KEY-----\nMIIBWwIBADCCATQGByqGSM44BAEwggEnAoGBAKaVoUIOIt1wokcAAv+oNw8cs8QN\n0A3zrIv1kckCQMOB/crRXH44x7i5jrvXOJfi6WXammAUqTidy5qMrqUaSlSYytCB\nICtoeJYtm0lREDhdhZSi3mFpFmfWJNMXsldtQBPlOscHk8K6WzJrd8Obv5Slszz/\nb771hRuNk+GhMMYrAh0A3JWHRVmS8N4CtODvIzS2PP8jkt8WsSrqeSQwbwKBgQCC\nuGoQV2iA6gdaN9kCfoIxXsfxSTchMt8f4bWrdziasw8t/iw/mrcPYnJgd/drWsSw\nKALTC1F/RzwqkYMaI0/0+u+tVLWRI6hTMaIPpXBqh5Le90bpnNxY2lDvT/9vyLSR\noKMgqrGgohYZN7xUYSN4GzbHjLHmX7QKPa2JEhh7pwQeAhxnol19QcsY82ByRlLN\nGWwqZ8celrnHSsKUNfF1\n-----END PRIVATE KEY-----\n"
};
const SIGNED = {
  "rsa": [
    "-----BEGIN PUBLIC KEY-----\nMIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDyask9DFsuyKer6gtzjT0t+ohF\nzo0gNa0GWd7YjsuH5/4Niej8HFlEPdC3l8J63++uYjWa7FjYr5y46lTZ7V316epD\nggwoxczkv1Pu4gQN5kzGHC+J1OPe7r2SWIQsNAcqfGdSlzbbdlp3kzetkriZ3hmC\nXyluGvc83AB09b8p+QIDAQAB\n-----END PUBLIC KEY-----\n",
    "58a072157a4b40c7c02687cedef5db17caa8b326f08efe3ec017410e50b07bb59230ed35cab89a12276cf439c59eaebcbb8eb79993a8c6591a3cd34d55467183440f7433dd33a920dde9481f0068ca919733c43ac2ea5415764923d9de9bb461294c6cf3e546ce015b884eadd296226d4b75ef280f754f44e22eac6f63bd2b95"
  ],
  "ec": [
    "-----BEGIN PUBLIC KEY-----\nMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEgNsogAzZ2kPPWxCkTUSMrcEifG+plYZU\ng4k7PqzXkuq4jAf8jF7oJeHqjt22QKfG4mNZ3oRgJvTkHRuJff6vA/67XEihtDxm\nc4wUtwwqK0c1FoPh8FFkCxf6r6sDn6tz\n-----END PUBLIC KEY-----\n",
    "30660231008c12aad774b4e0ee06d1e6fb7ba34015f42c4f9226b0ab91545e9f6238c7737adad9d026aeb7033ae75829d7010783cd023100ade8b00cd3e8471a9ea35e5fddc1c6535ae42422cea0c54bf6138c00ba0edc5ea39f5bdfdcf5997c4ab48cba2e7afb80"
  ],
  "ed": [
    "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAYZUFvIYMsF7G6FzEofxpATBJBQ34HUdSORlKTGgOFkE=\n-----END PUBLIC KEY-----\n",
    "796df2c746ef9c21631ee42f60f335cf3fbcbd3dc5356ccb6dc2cb7abb0223784fdd35472073913077bae1c76deb9d4bc28173b41e4d9c3b9e98d2d587d7cc01"
  ],
  "dsa": [
    "-----BEGIN PUBLIC KEY-----\nMIIBwDCCATQGByqGSM44BAEwggEnAoGBAKaVoUIOIt1wokcAAv+oNw8cs8QN0A3z\nrIv1kckCQMOB/crRXH44x7i5jrvXOJfi6WXammAUqTidy5qMrqUaSlSYytCBICto\neJYtm0lREDhdhZSi3mFpFmfWJNMXsldtQBPlOscHk8K6WzJrd8Obv5Slszz/b771\nhRuNk+GhMMYrAh0A3JWHRVmS8N4CtODvIzS2PP8jkt8WsSrqeSQwbwKBgQCCuGoQ\nV2iA6gdaN9kCfoIxXsfxSTchMt8f4bWrdziasw8t/iw/mrcPYnJgd/drWsSwKALT\nC1F/RzwqkYMaI0/0+u+tVLWRI6hTMaIPpXBqh5Le90bpnNxY2lDvT/9vyLSRoKMg\nqrGgohYZN7xUYSN4GzbHjLHmX7QKPa2JEhh7pwOBhQACgYEAmm5lUo2fORhxmPO+\n1QfxLkc6oahjYKTJ+MpJma5M9PWd5W5Cg1nt8L+jEd9gOB4c+h9Bn0mZrpifTxB5\nstw3479/hHsuV9AhYznJE4s94oJNYWG8IOt/MF1sVj3LBSbaEHd6mIAfy4nALZGt\nCERlydrE5wMKurZbrrn/e2PxhT0=\n-----END PUBLIC KEY-----\n",
    "303e021d00c95ca6c4dd55bfa21d86060e9cf983efdb091f9622f8fbe6a71a5bae021d00a28d0bddb90986bbd51a8be1906c47e8e3a593a45facdc458ad59cf1"
  ]
};
const SPKAC = 'MIIBTTCBtzCBnzANBgkqhkiG9w0BAQEFAAOBjQAwgYkCgYEAumVkKbcpxVi93wJ84DHppeYwp1A7xFidhtqJ35Wwxy5RpVH+oP907t83VWFJw6jmMY5R2VwTPSSQvsb7wiD2KvKFGkXIwr3ZO89yVy6z78P+k169WsJFw7VyEhpfP2fsScqYr7ZM2CvOpM2Q60uVXhwfnA/DpNpn+CctkFpFbNUCAwEAARYTdGhpcy1pcy1hLWNoYWxsZW5nZTANBgkqhkiG9w0BAQQFAAOBgQAxw0VV/MVN7cUXwWzOpzMf7eacM5pSwxRm7h26kjm79O1hI0j6Ay/okmT04kbE+BLlsL4cQRet7XuPvHcdpHRMduEN0bPP5/SFh6j7jpHLs0NKttOPoRdbpKb0HrREsw0+VPodUUQ3tiHy8XH3a1k1Wbwijj9lluagmF8+YomWeQ==';

const key = Object.fromEntries(Object.entries(KEYS).map(([name, pem]) => [name, crypto.createPrivateKey(pem)]));
for (const [kind, pem] of ENCRYPTED) {
  t(`encrypted ${kind}`, () => crypto.createPrivateKey({ key: pem, passphrase: PHRASE }).equals(crypto.createPrivateKey(PLAIN[kind])));
  t('another passphrase', () => crypto.createPrivateKey({ key: pem, passphrase: 'x' }).type === 'never');
  t('no passphrase', () => crypto.createPrivateKey(pem));
}
for (const [kind, [open, signature]] of Object.entries(SIGNED)) {
  const digest = kind === 'ed' ? null : 'sha384';
  t(`signed ${kind}`, () => crypto.verify(digest, Buffer.from('hello'), open, Buffer.from(signature, 'hex')));
  t(`not signed ${kind}`, () => crypto.verify(digest, Buffer.from('hallo'), open, Buffer.from(signature, 'hex')));
}
for (const cipher of ['aes-256-cbc', 'aes128', 'des3', 'aes-192-ofb', 'aes-128-ecb', 'aes-128-ctr', 'aes-128-gcm', 'nope']) {
  for (const [name, type] of [['r', 'pkcs8'], ['r', 'pkcs1'], ['e', 'sec1'], ['ed', 'pkcs8'], ['dsa', 'pkcs8']]) {
    for (const format of ['pem', 'der']) {
      if (cipher === 'aes-128-gcm' && type !== 'pkcs8') continue;
      t(`${cipher} ${name} ${type} ${format}`, () => {
        const made = key[name].export({ type, format, cipher, passphrase: PHRASE });
        return [made.length, crypto.createPrivateKey({ key: made, format, type, passphrase: PHRASE }).equals(key[name])];
      });
    }
  }
}
for (const [name, of] of Object.entries(key)) {
  t(name, () => [of.asymmetricKeyType, of.asymmetricKeyDetails, of.export({ format: 'pem', type: 'pkcs8' }) === KEYS[name]]);
  t('public', () => crypto.createPublicKey(of).export({ format: 'der', type: 'spki' }));
  t('jwk', () => JSON.stringify(of.export({ format: 'jwk' })));
}
t('agree', () => crypto.diffieHellman({ privateKey: key.dh, publicKey: crypto.createPublicKey(key.dh2) }));
t('do not fit', () => crypto.diffieHellman({ privateKey: key.dh, publicKey: key.e }));
const full = Buffer.alloc(128, 1);
const open = crypto.createPublicKey(key.r);
for (const padding of [1, 3, 4, 99]) {
  for (const data of [Buffer.from('hello'), full, Buffer.alloc(128, 255), Buffer.alloc(0)]) {
    t(`sign ${padding}`, () => crypto.privateEncrypt({ key: key.r, padding }, data));
    t(`and back ${padding}`, () => crypto.publicDecrypt({ key: open, padding }, crypto.privateEncrypt({ key: key.r, padding }, data)));
    t(`there and back ${padding}`, () => crypto.privateDecrypt({ key: key.r, padding }, crypto.publicEncrypt({ key: open, padding }, data)));
    if (padding !== 99) t(`garbage ${padding}`, () => crypto.privateDecrypt({ key: key.r, padding }, data));
  }
}
for (const text of [SPKAC, '', 'abc']) {
  t('verifySpkac', () => crypto.Certificate.verifySpkac(text));
  t('exportPublicKey', () => crypto.Certificate().exportPublicKey(text));
  t('exportChallenge', () => new crypto.Certificate().exportChallenge(Buffer.from(text)));
}

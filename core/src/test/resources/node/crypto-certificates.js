// Behind heads/crypto.js.

const PEM = {
  "ca": "-----BEGIN CERTIFICATE-----\nMIIEejCCA+OgAwIBAgILAI86ESIzRFVmd4gwDQYJKoZIhvcNAQELBQAwgZUxCzAJ\nBgNVBAYTAkRFMQ8wDQYDVQQIDAZCYXllcm4xETAPBgNVBAcMCE3DvG5jaGVuMRww\nGgYDVQQKDBNBY21lLCBJbmMuICsgU8O2aG5lMQwwCgYDVQQLDANSJkQxFDASBgNV\nBAMMC2V4YW1wbGUuY29tMSAwHgYJKoZIhvcNAQkBFhFhZG1pbkBleGFtcGxlLmNv\nbTAeFw0yNjExMjkwOTA5MzRaFw0zNjExMjYwOTA5MzRaMIGVMQswCQYDVQQGEwJE\nRTEPMA0GA1UECAwGQmF5ZXJuMREwDwYDVQQHDAhNw7xuY2hlbjEcMBoGA1UECgwT\nQWNtZSwgSW5jLiArIFPDtmhuZTEMMAoGA1UECwwDUiZEMRQwEgYDVQQDDAtleGFt\ncGxlLmNvbTEgMB4GCSqGSIb3DQEJARYRYWRtaW5AZXhhbXBsZS5jb20wgZ8wDQYJ\nKoZIhvcNAQEBBQADgY0AMIGJAoGBALplZCm3KcVYvd8CfOAx6aXmMKdQO8RYnYba\nid+VsMcuUaVR/qD/dO7fN1VhScOo5jGOUdlcEz0kkL7G+8Ig9iryhRpFyMK92TvP\nclcus+/D/pNevVrCRcO1chIaXz9n7EnKmK+2TNgrzqTNkOtLlV4cH5wPw6TaZ/gn\nLZBaRWzVAgMBAAGjggHMMIIByDAPBgNVHRMBAf8EBTADAQH/MIHuBgNVHREEgeYw\ngeOCC2V4YW1wbGUuY29tghIqLndpbGQuZXhhbXBsZS5jb22CFGEqYi5wYXJ0LmV4\nYW1wbGUuY29tgRB1c2VyQEV4YW1wbGUuY29thhRodHRwOi8vZXhhbXBsZS5jb20v\nYYcEfwAAAYcQAAAAAAAAAAAAAAAAAAAAAYcQIAENuAAAAAAAAAAAAAAAAYgDKgME\npDIwMDELMAkGA1UEBhMCVUsxDzANBgNVBAoMBk15IE9yZzEQMA4GA1UEAwwHTXkg\nTmFtZaAfBgorBgEEAYI3FAIDoBEMD3VwbkBleGFtcGxlLmNvbTB0BggrBgEFBQcB\nAQRoMGYwJAYIKwYBBQUHMAGGGGh0dHA6Ly9vY3NwLmV4YW1wbGUuY29tLzAoBggr\nBgEFBQcwAoYcaHR0cDovL2NhLmV4YW1wbGUuY29tL2NhLmNydDAUBgMqAwSCDXgu\nZXhhbXBsZS5jb20wIgYDVR0lBBswGQYIKwYBBQUHAwEGCCsGAQUFBwMCBgMqAwQw\nCwYDVR0PBAQDAgKEMB0GA1UdDgQWBBT8xVGrpEJxA66mkpYpmMEX6HbucTANBgkq\nhkiG9w0BAQsFAAOBgQBB9hSfXNpQZb0vy3XTsLpnY6+TtT/Viw/kIC/1MouvY+Ey\n/MfW4J7fyFc0SmgfJhr+Ca0SMg1ym2RhDQ2SSpzkVyaD97GF1DMMhKii8EAzM0mE\nF3Uk8saDV725uJcTI6vvGB3f+X3pEvmFf128EMFmybkaDhK3PbcfOzWHvEtEbQ==\n-----END CERTIFICATE-----\n",
  "leaf": "-----BEGIN CERTIFICATE-----\nMIICPDCCAaWgAwIBAgIBBTANBgkqhkiG9w0BAQsFADCBlTELMAkGA1UEBhMCREUx\nDzANBgNVBAgMBkJheWVybjERMA8GA1UEBwwITcO8bmNoZW4xHDAaBgNVBAoME0Fj\nbWUsIEluYy4gKyBTw7ZobmUxDDAKBgNVBAsMA1ImRDEUMBIGA1UEAwwLZXhhbXBs\nZS5jb20xIDAeBgkqhkiG9w0BCQEWEWFkbWluQGV4YW1wbGUuY29tMB4XDTI2MTEy\nOTA5MDkzNFoXDTI3MDMwOTA5MDkzNFowKjEZMBcGA1UEAwwQbGVhZi5leGFtcGxl\nLm9yZzENMAsGA1UECgwETGVhZjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABJZZ\nQnGms39nf8gqDA7d6kPcSha5iQcUNcdV4hmhbHcONfi3TFR6uyQch7Bz7ctWQ44n\nYaYRimOBBob7O4qWF12jTTBLMAkGA1UdEwQCMAAwHQYDVR0OBBYEFIc92G3Fg6Np\nNH3Gri8osZ+i1qfSMB8GA1UdIwQYMBaAFPzFUaukQnEDrqaSlimYwRfodu5xMA0G\nCSqGSIb3DQEBCwUAA4GBAIRsoFCCtmBh1LUcWR23C67UXG2M6T+vgHoUyt18Rhr6\ntMFffwxSe2E7CaowN/Mnhnpx3RQVK7GGoWZvOPgdbWulBRrpOKCwEfwazr3RZBIz\nZkF2CldYVj69udQpX6qauUoDjLXXOHwqA85U/Or04MDeX/AGpK++8QwVAyx4ED1A\n-----END CERTIFICATE-----\n",
  "odd": "-----BEGIN CERTIFICATE-----\nMIICqzCCAl2gAwIBAgIBADAFBgMrZXAwgYcxCjAIBgNVBAMMAWExCzAJBgNVBAoM\nAnggMQ4wDAYDVQQLDAV0YWIJeDETMBEGCgmSJomT8ixkARkWA2NvbTESMBAGCgmS\nJomT8ixkAQEMAnUxMQswCQYDVQQFEwI3NzEMMAoGA1UEKgwDZ8O8MQswCQYDVQQE\nDAJzbjELMAkGA1UEDAwCdHQwHhcNMjYxMTI5MDkwOTQ1WhcNMzYxMTI2MDkwOTQ1\nWjCBhzEKMAgGA1UEAwwBYTELMAkGA1UECgwCeCAxDjAMBgNVBAsMBXRhYgl4MRMw\nEQYKCZImiZPyLGQBGRYDY29tMRIwEAYKCZImiZPyLGQBAQwCdTExCzAJBgNVBAUT\nAjc3MQwwCgYDVQQqDANnw7wxCzAJBgNVBAQMAnNuMQswCQYDVQQMDAJ0dDAqMAUG\nAytlcAMhAMCcLWOQk0XXFVG1gP3EWilQQGp38VISRbtLMAOSx8ato4HrMIHoMIGS\nBgNVHREEgYowgYeCDm9rLmV4YW1wbGUuY29tgiZldmlsLmV4YW1wbGUuY29tLCBE\nTlM6Z29vZC5leGFtcGxlLmNvbYIJd2l0aHF1b3RlhgxodHRwOi8vYS8sYmOBCWEg\nYkB4Lm9yZ6AMBgMqAwSgBQwDZm9voBsGCCsGAQUFBwgJoA8MDXNtdHBAw4PCvC5v\ncmcwMgYIKwYBBQUHAQEEJjAkMCIGCCsGAQUFBzABhhZodHRwOi8vYS5leGFtcGxl\nLmNvbS94MB0GA1UdDgQWBBTFv0ALgWWkFImKjonOFSwzj3y7SjAFBgMrZXADQQDF\nZZEtTSRblaIzDrxPPbvu9rBQpRgh8V0cNImS2eawP7wTOwhta7fXWu3H2rl/Hf0L\nHptvQnGKz811rlAs4DYO\n-----END CERTIFICATE-----\n",
  "plain": "-----BEGIN CERTIFICATE-----\nMIICHTCCAYagAwIBAgIBATANBgkqhkiG9w0BAQsFADAcMRowGAYDVQQDDBFwbGFp\nbi5leGFtcGxlLmNvbTAgFw0yNjExMjkwOTA5MzRaGA8yMTI2MTEwNTA5MDkzNFow\nHDEaMBgGA1UEAwwRcGxhaW4uZXhhbXBsZS5jb20wgZ8wDQYJKoZIhvcNAQEBBQAD\ngY0AMIGJAoGBAOGpioL7ft38gjJ/u7Zs7IsPVI6kv8NqHUmbNvh4QSmvGkNJlLDx\nhd9UUMZkg17DStwhoSyVcPKIBB44nKWU1RIth5YcEAmATF9Jpl39wyG4COHfFjOM\nsm6cWlqf7d/Ur/p9DAEgC1CNGPNrb2i0bjtlCwGFv51iJNO7Cc2js2wBAgMBAAGj\nbTBrMB0GA1UdDgQWBBTro0rn+Gwcqa1zBRxMrYWMaTZ3KTAfBgNVHSMEGDAWgBTr\no0rn+Gwcqa1zBRxMrYWMaTZ3KTAPBgNVHRMBAf8EBTADAQH/MBgGA1UdEQQRMA+C\nDSouZXhhbXBsZS5jb20wDQYJKoZIhvcNAQELBQADgYEAxD7nx5SvkzOBdJULgu1b\nERuuTnyYJvNiP3JQ3BvYGfk4tTyGhgr5E5Up1blu/TP6CP0cDpZr7DXgeHQ0p0if\n8a0y5KEZmWK1bY1b0lV6Yqy8aRMF9UUX4BEiLr/rHCRLGnD7oEbsxfmwV04a+2S+\nyPeHAb03u+/gSoiRLi8RNHI=\n-----END CERTIFICATE-----\n",
  "nosan": "-----BEGIN CERTIFICATE-----\nMIIB9jCCAV8CFEs4aVGcS5JHZy/T3K8+rr+agFO0MA0GCSqGSIb3DQEBCwUAMDkx\nGjAYBgNVBAMMEW5vc2FuLmV4YW1wbGUuY29tMRswGQYJKoZIhvcNAQkBFgxtZUBu\nb3Nhbi5vcmcwIBcNMjYxMTI5MDkwOTM0WhgPMjEyNjExMDUwOTA5MzRaMDkxGjAY\nBgNVBAMMEW5vc2FuLmV4YW1wbGUuY29tMRswGQYJKoZIhvcNAQkBFgxtZUBub3Nh\nbi5vcmcwgZ8wDQYJKoZIhvcNAQEBBQADgY0AMIGJAoGBAKDNeARLBFO3p/2xPgHm\ndZ/YWc17Xnbn9oMNxHt3kVnkMPXpL4MfF7xsLTpDjuYvYrSk2luW+xeTPzZdca5v\n8YDlMd2EOFolGbHKIwpFS/Qgj5Ja3EX4k0U2wAg1K7HJ6mw85+EaziB/mPTA1i+i\nsUCkijnjRpID/6CCgTNBwcspAgMBAAEwDQYJKoZIhvcNAQELBQADgYEAmTqCl+wK\noz4EbG4zKxEfScZofnn6vR/MJoOUpQB58iO99e/QPvc/1tL6In/anthqxokjYL+S\nxPNGbqiImYz7gp0D/A0rqAnlUckKA0BpBofL74DOfts/K8dJyIYI12Px43qJNvQ5\nlWNuYmL0keNbWX5Sq8UDkx6qXaDVQ05zmdY=\n-----END CERTIFICATE-----\n",
  "multi": "-----BEGIN CERTIFICATE-----\nMIICMDCCAZmgAwIBAgIUJQxt5X0ZtKQRrQW7jeK9j/gvXAwwDQYJKoZIhvcNAQEL\nBQAwKjEYMAoGA1UEAwwDb25lMAoGA1UECgwDdHdvMQ4wDAYDVQQLDAV0aHJlZTAe\nFw0yNjExMjkwOTA5MzRaFw0yNjEyMjkwOTA5MzRaMCoxGDAKBgNVBAMMA29uZTAK\nBgNVBAoMA3R3bzEOMAwGA1UECwwFdGhyZWUwgZ8wDQYJKoZIhvcNAQEBBQADgY0A\nMIGJAoGBAK9rhHBetxIb/VVuxG26GaelmxtbrOvhi+azFSi+YF7AI9TBJH6xUHjr\nfzDYoMh+bop543jcgYUWE8lUvtcEb+rEp+l6cf7BWKz8B2a8YoyL3P4nENFKcajh\nGa8Zt85LEv/nVQJ8o6Dm8qdRwwbOyrsDnjB8jhWtNLUQVFRqHcNZAgMBAAGjUzBR\nMB0GA1UdDgQWBBSPhtc5fgQDRc/F2s/JgqvfY5EU+TAfBgNVHSMEGDAWgBSPhtc5\nfgQDRc/F2s/JgqvfY5EU+TAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUA\nA4GBAE24amI8+3FIPmXJ6yy/3uZBNXg/OzH1xmVR7IDoLVY9atLhOkxt2YQsSUbk\ngdeNfeR3vDG+/6ES1OqCjMcp9x8tIc/gkWWKwiu2G5L7CngxQqUo477iBr8ZFrHo\nQi50Hi5+2MtBEk8KZdKQPsvy+d8t3zYFa8P/7wH4ipHDhzX4\n-----END CERTIFICATE-----\n"
};
const LEAF_KEY = `-----BEGIN EC PRIVATE KEY-----
MHcCAQEEINHHFk4ffU6eFP6mmu+355yEBHP1IRSAEMke4XrWQclzoAoGCCqGSM49
AwEHoUQDQgAElllCcaazf2d/yCoMDt3qQ9xKFrmJBxQ1x1XiGaFsdw41+LdMVHq7
JByHsHPty1ZDjidhphGKY4EGhvs7ipYXXQ==
-----END EC PRIVATE KEY-----
`;

const certificates = Object.fromEntries(Object.entries(PEM).map(([name, pem]) => [name, new crypto.X509Certificate(pem)]));
const { ca } = certificates;
const HOSTS = ['example.com', 'EXAMPLE.com', 'foo.wild.example.com', 'a.b.wild.example.com', 'axxb.part.example.com',
  'ab.part.example.com', 'plain.example.com', '.example.com', 'nosan.example.com', '', 'a\0b', 'xn--a.example.com', '*.example.com'];
const OPTIONS = [undefined, { subject: 'always' }, { subject: 'never' }, { wildcards: false }, { partialWildcards: false },
  { multiLabelWildcards: true }, { singleLabelSubdomains: true }];
for (const [name, x] of Object.entries(certificates)) {
  log(name, x);
  t('ca', () => x.ca);
  t('legacy', () => x.toLegacyObject());
  t('pem', () => JSON.stringify(x) === JSON.stringify(PEM[name]));
  t('key', () => x.publicKey.export({ format: 'der', type: 'spki' }));
  t('of itself', () => [x.verify(x.publicKey), x.checkIssued(x)]);
  t('of ca', () => [x.verify(ca.publicKey), x.checkIssued(ca)]);
  t('leaf key', () => x.checkPrivateKey(crypto.createPrivateKey(LEAF_KEY)));
  for (const host of HOSTS) for (const options of OPTIONS) t(`host ${host} ${JSON.stringify(options)}`, () => x.checkHost(host, options));
  for (const email of ['user@example.com', 'USER@example.com', 'admin@example.com', 'me@nosan.org', '']) {
    for (const options of OPTIONS.slice(0, 3)) t(`email ${email} ${JSON.stringify(options)}`, () => x.checkEmail(email, options));
  }
  for (const ip of ['127.0.0.1', '::1', '2001:DB8:0::1', '1.2.3.4', 'nope', '', '127.0.0.01']) t(`ip ${ip}`, () => x.checkIP(ip));
}
for (const bytes of [undefined, 5, '', Buffer.from([1, 2]), '-----BEGIN CERTIFICATE-----\nabcd\n-----END CERTIFICATE-----', ca.raw]) {
  t('new', () => new crypto.X509Certificate(bytes).serialNumber);
}
for (const options of [null, { subject: 'x' }, { subject: 5 }, { wildcards: 1 }]) t('options', () => ca.checkHost('a', options));
t('no key', () => ca.verify(5));
t('no certificate', () => ca.checkIssued({}));

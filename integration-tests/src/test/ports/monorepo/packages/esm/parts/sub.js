export default import.meta.url.split('/').slice(-2).join('/');

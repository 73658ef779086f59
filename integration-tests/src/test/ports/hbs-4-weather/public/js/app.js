console.log('Client side javascript file is loaded!');

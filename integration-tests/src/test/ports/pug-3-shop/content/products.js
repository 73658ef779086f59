module.exports = [
  { id: 1, name: 'Mug & spoon', price: 999, text: 'A *fine* mug\n\n- hot\n- <cold>', sizes: ['s', 'm'] },
  { id: 2, name: 'Hat', price: 12000, text: '', sizes: [], gone: true },
];

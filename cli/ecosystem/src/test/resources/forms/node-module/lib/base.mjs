export default { script: 'shop.js', port: 3000 }

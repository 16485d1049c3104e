für a.js

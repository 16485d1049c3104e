// für a.ts

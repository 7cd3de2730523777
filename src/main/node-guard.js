/** Stops with one sentence on a Node too old to read TypeScript; plain JavaScript, since that Node must read this. */
const major = Number(process.versions.node.split('.')[0]);

if (major < 24) {
  process.stderr.write(
    `\nSampai memerlukan Node 24, sedangkan ini Node ${process.versions.node}: jalankan "npm ci" tanpa --omit=optional, lalu "npm start".\n` +
      `Sampai needs Node 24 and this is Node ${process.versions.node}: run "npm ci" without --omit=optional, then "npm start".\n\n`,
  );
  process.exit(1);
}

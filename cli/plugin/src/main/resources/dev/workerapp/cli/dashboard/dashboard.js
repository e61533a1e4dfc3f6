'use strict';

const INTERVAL = 2000;
const AREAS = 5;
let chosen = decodeURIComponent(location.hash.slice(1));
// A revision keeps its colour for as long as the page is open.
const colours = new Map();

const byId = id => document.getElementById(id);

function element(tag, text, style) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (style) made.className = style;
  return made;
}

const known = value => value !== null && value !== undefined && value !== '';
const text = value => known(value) ? String(value) : '–';
const rounded = (value, digits) => typeof value === 'number' ? value.toFixed(digits) : text(value);
const millis = value => typeof value === 'number' ? value.toFixed(value < 10 ? 1 : 0) : text(value);

function bytes(value) {
  if (!known(value) || value < 0) return '–';
  return value < 1 << 30 ? Math.round(value / (1 << 20)) + 'M' : (value / (1 << 30)).toFixed(1) + 'G';
}

function age(since) {
  const seconds = Math.max(0, (Date.now() - Date.parse(since)) / 1000);
  if (seconds < 120) return Math.floor(seconds) + 's';
  if (seconds < 7200) return Math.floor(seconds / 60) + 'm';
  return seconds < 172800 ? Math.floor(seconds / 3600) + 'h' : Math.floor(seconds / 86400) + 'd';
}

function stateStyle(state) {
  switch (state) {
    case 'Ready': case 'ready': return 'good';
    case 'Reloading': case 'Scaling': case 'not ready': case 'draining':
    case 'Pending': case 'ContainerCreating': return 'busy';
    case 'Halted': case 'RolledBack': case 'Degraded': return 'warn';
    case 'Suspended': case 'Terminating': return 'dim';
    default: return 'bad';
  }
}

function reloadCell(reload) {
  if (!reload || !reload.phase) return '–';
  const running = reload.phase === 'Running' || reload.phase === 'Paused' || reload.phase === 'Halted';
  return reload.phase + (running ? ' ' + text(reload.replaced) + '/' + text(reload.total) : '');
}

function row(cells) {
  const made = document.createElement('tr');
  for (const [value, style] of cells) made.append(element('td', value, style));
  return made;
}

const heap = of => known(of.heapUsed) ? bytes(of.heapUsed) + '/' + bytes(of.heapMax) : '–';

function appRow(app) {
  const made = row([
    ['', ''], [text(app.state), stateStyle(app.state)], [text(app.ready) + '/' + text(app.instances), 'number'],
    [text(app.updated), 'number'], [reloadCell(app.reload), ''], [rounded(app.requests, 0), 'number'],
    [millis(app.p50), 'number'], [millis(app.p99), 'number'], [rounded(app.inFlight, 0), 'number'],
    [heap(app), 'number'], [rounded(app.cores, 2), 'number'], [text(app.image), 'dim'],
  ]);
  const name = element('button', app.name);
  name.type = 'button';
  made.firstChild.append(name);
  made.addEventListener('click', () => choose(app.name));
  if (app.name === chosen) made.className = 'chosen';
  return made;
}

function workerRow(worker) {
  const gc = known(worker.gcShare) ? worker.gcShare * 100 : null;
  const made = row([
    [text(worker.slot), 'number'], [worker.name, ''], [worker.status, stateStyle(worker.status)],
    [worker.revision, 'dim'], [rounded(worker.requests, 0), 'number'], [millis(worker.p99), 'number'],
    [rounded(worker.inFlight, 0), 'number'], [heap(worker), 'number'], [bytes(worker.heapAfterGc), 'number'],
    [rounded(gc, 1), 'number'], [rounded(worker.cores, 2), 'number'], [rounded(worker.threads, 0), 'number'],
    [text(worker.restarts), 'number'], [text(worker.node), 'dim'], [age(worker.created), 'number'],
  ]);
  made.cells[3].prepend(element('span', '■ ', colour(worker.revision)));
  return made;
}

function appLine(app) {
  const words = ['revision ' + text(app.revision)];
  if (app.reloadWords) words.push(app.reloadWords);
  if (stateStyle(app.state) === 'warn' || stateStyle(app.state) === 'bad') {
    words.push('kubectl workerapp why ' + app.name + ' says what is wrong');
  }
  return words.join('; ');
}

// Plots: the newest at the right. The last six minutes, or a quarter of an hour once there is more.

const LEFT = 40, BOTTOM = 16, TOP = 8;

function drawn(tag, attributes) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  return made;
}

function frame(svg, top, points) {
  svg.replaceChildren();
  // In pixels, so that nothing is stretched.
  const width = svg.clientWidth, height = svg.clientHeight;
  svg.setAttribute('viewBox', '0 0 ' + width + ' ' + height);
  const end = points.length ? points[points.length - 1].at : 0;
  const minutes = points.length && end - points[0].at > 360 ? 15 : 6;
  const x = at => LEFT + (width - LEFT) * Math.max(0, 1 - (end - at) / (minutes * 60));
  const y = value => (height - BOTTOM) - (height - BOTTOM - TOP) * Math.min(value, top) / top;
  for (const value of [0, top / 2, top]) {
    svg.append(drawn('line', {x1: LEFT, x2: width, y1: y(value), y2: y(value), class: 'grid'}));
    const label = drawn('text', {x: LEFT - 5, y: y(value) + 4, 'text-anchor': 'end'});
    label.textContent = Number.isInteger(value) ? value : value.toFixed(1);
    svg.append(label);
  }
  for (const part of [3, 2, 1, 0]) {
    const ago = minutes * part / 3;
    const label = drawn('text', {
      x: x(end - ago * 60), y: height - 2, 'text-anchor': ['end', 'middle', 'middle', 'start'][part],
    });
    label.textContent = ago ? '−' + ago + ' min' : 'now';
    svg.append(label);
  }
  return {x, y};
}

function roundUp(value) {
  if (value <= 2) return 2;
  const power = Math.pow(10, Math.floor(Math.log10(value)));
  // Even, since half of it is written at the grid.
  for (const step of [1, 2, 4, 6, 8, 10]) if (value <= step * power) return step * power;
  return value;
}

function line(svg, scale, points, field, style) {
  let path = '', pen = false;
  for (const point of points) {
    const value = typeof point[field] === 'string' ? Infinity : point[field];
    if (!known(value)) { pen = false; continue; }
    path += (pen ? 'L' : 'M') + scale.x(point.at).toFixed(1) + ' ' + scale.y(value).toFixed(1);
    pen = true;
  }
  svg.append(drawn('path', {d: path, class: style}));
}

function plotLines(id, points, fields) {
  const values = points.flatMap(point => fields.map(field => point[field])).filter(value => typeof value === 'number');
  const svg = byId(id);
  const scale = frame(svg, roundUp(Math.max(2, ...values)), points);
  fields.forEach((field, index) => line(svg, scale, points, field, index ? 'second' : 'first'));
}

function colour(revision) {
  if (!colours.has(revision)) colours.set(revision, colours.size % AREAS);
  return 'area' + colours.get(revision);
}

function plotWorkers(points) {
  const svg = byId('workers-plot');
  const total = point => Object.values(point.revisions).reduce((sum, count) => sum + count, 0);
  const scale = frame(svg, roundUp(Math.max(2, ...points.map(total))), points);
  let from = points.length ? scale.x(points[0].at - 2) : 0;
  points.forEach((point, index) => {
    const next = points[index + 1];
    // Points that are alike are drawn as one.
    if (next && JSON.stringify(next.revisions) === JSON.stringify(point.revisions)) return;
    let below = 0;
    for (const revision of Object.keys(point.revisions)) {
      const count = point.revisions[revision];
      const area = drawn('rect', {
        x: from, width: scale.x(point.at) - from, y: scale.y(below + count),
        height: scale.y(below) - scale.y(below + count), class: colour(revision),
      });
      const title = drawn('title', {});
      title.textContent = 'revision ' + revision + ': ' + count;
      area.append(title);
      svg.append(area);
      below += count;
    }
    from = scale.x(point.at);
  });
}

async function get(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error('HTTP status ' + answer.status);
  return answer.json();
}

function note(words, lost) {
  byId('note').textContent = words;
  byId('note').className = lost ? 'lost' : '';
}

function show(now) {
  byId('namespace').textContent = 'in ' + now.namespace;
  byId('apps').tBodies[0].replaceChildren(...now.apps.map(appRow));
  const app = now.apps.find(one => one.name === chosen);
  byId('app').hidden = !app;
  if (app) {
    byId('name').textContent = app.name;
    byId('line').textContent = appLine(app);
    byId('workers').tBodies[0].replaceChildren(...app.workers.map(workerRow));
  }
  const time = new Date(now.at * 1000).toLocaleTimeString();
  if (now.failure) {
    note('Since ' + time + ' nothing is known: ' + now.failure, true);
  } else {
    const words = [time + ', every 2 s'];
    if (!now.apps.length) words.push('there is no WorkerApp here');
    if (now.measured < now.running) words.push('figures of ' + now.measured + ' of ' + now.running + ' workers');
    note(words.concat(now.missing).join('; '), false);
  }
  return app;
}

async function refresh() {
  try {
    const now = await get('now.json');
    if (!now.apps.some(app => app.name === chosen) && now.apps.length) chosen = now.apps[0].name;
    if (show(now)) {
      const points = await get('history.json?app=' + encodeURIComponent(chosen));
      plotWorkers(points);
      plotLines('latency-plot', points, ['p99', 'p50']);
      plotLines('requests-plot', points, ['requests']);
    }
  } catch (error) {
    note('The plug-in does not answer (' + error.message + '). Is kubectl workerapp dashboard still running?', true);
  }
}

function choose(name) {
  chosen = name;
  history.replaceState(null, '', '#' + encodeURIComponent(name));
  refresh();
}

refresh();
setInterval(refresh, INTERVAL);

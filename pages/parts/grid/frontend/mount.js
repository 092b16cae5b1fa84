// Each message of the grid comes through here. The engine (Tabulator and our code) is a component of its own that never changes,
// so that the server sends it once a session and not with every edit.
function whenEngineIsReady() {
  return new Promise((resolve, reject) => {
    const started = Date.now();
    (function look() {
      if (window.duToanGrid) resolve(window.duToanGrid);
      else if (Date.now() - started > 60000) reject(new Error("Bảng không tải được. Tải lại trang (F5)."));
      else setTimeout(look, 15);
    })();
  });
}

export default function (component) {
  const { parentElement } = component;
  // Messages must be taken in the order they came, also while the engine is still loading.
  const before = parentElement.duToanGridQueue || Promise.resolve();
  parentElement.duToanGridQueue = before.then(whenEngineIsReady).then((engine) => engine.mount(component)).catch((error) => console.error(error));
  return () => window.duToanGrid && window.duToanGrid.unmount(parentElement);
}

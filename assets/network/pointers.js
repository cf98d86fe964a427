// @ts-check
// A picture of the network under the reader's hand: a mouse drags it, two fingers pinch and pan, one finger scrolls the
// page; a click picks. The page scrolls under the wheel, too; with Ctrl (and a trackpad's pinch) the picture zooms.

/** @import { Camera } from "./camera.js" */
/** @import { Pick, Point, Sight } from "./types.d.ts" */

const DRAG_FROM = 4; // units

export class Pointers {
  /** @param {SVGSVGElement} svg @param {Camera} camera @param {Pick} pick */
  constructor(svg, camera, pick) {
    this.svg = svg;
    this.camera = camera;
    this.pick = pick;
    this.down = /** @type {Map<number, Point>} */ (new Map());
    this.drag = /** @type {{ from: Point, view: Sight, far: boolean } | null} */ (null);
    this.pinch = /** @type {ReturnType<typeof spread> | null} */ (null);
    this.justDragged = false;
  }

  begin() {
    const { svg, camera } = this;
    svg.addEventListener("pointerdown", (event) => this.grasp(event));
    svg.addEventListener("pointermove", (event) => this.move(event));
    for (const kind of /** @type {const} */ (["pointerup", "pointercancel"])) svg.addEventListener(kind, (event) => this.release(event));
    svg.addEventListener("click", (event) => {
      if (this.justDragged) this.justDragged = false;
      else if (event.target instanceof Element) this.pick(event.target, event.shiftKey);
    });
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      camera.peek(camera.around(camera.unit(event), Math.exp(-event.deltaY / 200)));
    }, { passive: false });
  }

  grasp(/** @type {PointerEvent} */ event) {
    const at = this.camera.unit(event);
    this.down.set(event.pointerId, at);
    if (this.down.size === 2) {
      this.drag = null;
      this.pinch = spread(this.down);
    } else if (event.pointerType !== "touch" && event.button === 0) {
      this.drag = { from: at, view: { ...this.camera.view }, far: false };
    }
  }

  move(/** @type {PointerEvent} */ event) {
    if (!this.down.has(event.pointerId)) return;
    const { camera, drag, pinch } = this, now = camera.unit(event);
    this.down.set(event.pointerId, now);
    if (pinch && this.down.size === 2) {
      const next = this.pinch = spread(this.down), { view } = camera;
      const panned = { ...view, x: view.x + next.mid.x - pinch.mid.x, y: view.y + next.mid.y - pinch.mid.y };
      camera.peek(camera.around(next.mid, next.gap / pinch.gap, panned));
    } else if (drag) {
      const dx = now.x - drag.from.x, dy = now.y - drag.from.y;
      if (!drag.far && Math.hypot(dx, dy) < DRAG_FROM) return;
      if (!drag.far) this.hold(drag, event.pointerId);
      camera.look({ ...camera.view, x: drag.view.x + dx, y: drag.view.y + dy });
    }
  }

  /** A drag that has gone far enough to be one follows the pointer wherever that goes.
   *  @param {{ far: boolean }} drag @param {number} pointer */
  hold(drag, pointer) {
    drag.far = true;
    this.svg.setPointerCapture(pointer);
    this.svg.classList.add("dragging");
  }

  release(/** @type {PointerEvent} */ event) {
    this.down.delete(event.pointerId);
    this.justDragged = Boolean(this.drag?.far);
    this.drag = null;
    if (this.down.size < 2) this.pinch = null;
    this.svg.classList.remove("dragging");
  }
}

/** The middle of two pointers and how far they are apart. @param {Map<number, Point>} down */
function spread(down) {
  const [p, q] = [...down.values()];
  return { mid: { x: (p.x + q.x) / 2, y: (p.y + q.y) / 2 }, gap: Math.hypot(p.x - q.x, p.y - q.y) || 1 };
}

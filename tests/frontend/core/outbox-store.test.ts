import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { IndexedDbStore } from "../../../frontend/src/core/outbox-store.ts";

test("answers survive a new start and are kept apart by attempt", async () => {
  const factory = new IDBFactory();
  const before = new IndexedDbStore(factory);
  await before.keep("one", { position: 2, response: ["b"], seq: 5 });
  await before.keep("one", { position: 0, response: [true], seq: 6 });
  await before.keep("two", { position: 0, response: ["x"], seq: 7 });
  const after = new IndexedDbStore(factory);
  expect(await after.load("one")).toEqual([
    { position: 0, response: [true], seq: 6 },
    { position: 2, response: ["b"], seq: 5 },
  ]);
});

test("an older answer never replaces a newer one", async () => {
  const store = new IndexedDbStore(new IDBFactory());
  await store.keep("one", { position: 0, response: ["new"], seq: 9 });
  await store.keep("one", { position: 0, response: ["old"], seq: 8 });
  expect(await store.load("one")).toEqual([{ position: 0, response: ["new"], seq: 9 }]);
});

test("dropping spares what is newer than the verdict", async () => {
  const store = new IndexedDbStore(new IDBFactory());
  await store.keep("one", { position: 0, response: ["new"], seq: 9 });
  await store.drop("one", 0, 8);
  expect(await store.load("one")).toHaveLength(1);
  await store.drop("one", 0, 9);
  expect(await store.load("one")).toEqual([]);
});

test("a failure to open is not remembered", async () => {
  const real = new IDBFactory();
  let broken = true;
  const factory = Object.create(real) as IDBFactory;
  factory.open = (name, version) => {
    if (broken) throw new Error("no space");
    return real.open(name, version);
  };
  const store = new IndexedDbStore(factory);
  await expect(store.load("one")).rejects.toThrow("no space");
  broken = false;
  await store.keep("one", { position: 0, response: ["a"], seq: 1 });
  expect(await store.load("one")).toHaveLength(1);
});

test("a database that the phone closed is opened again", async () => {
  const real = new IDBFactory();
  const opened: IDBDatabase[] = [];
  const factory = Object.create(real) as IDBFactory;
  factory.open = (name, version) => {
    const opening = real.open(name, version);
    opening.addEventListener("success", () => opened.push(opening.result));
    return opening;
  };
  const store = new IndexedDbStore(factory);
  await store.keep("one", { position: 0, response: ["a"], seq: 1 });
  opened[0]?.close();
  await store.keep("one", { position: 1, response: ["b"], seq: 2 });
  expect(await store.load("one")).toHaveLength(2);
});

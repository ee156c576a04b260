/** The field's values and every decision that is pure arithmetic. Depends on java.base alone. */
module mien.core {
  exports mien.core;
  exports mien.core.audit;
  exports mien.core.compare;
  exports mien.core.cull;
  exports mien.core.face;
  exports mien.core.geometry;
  exports mien.core.people;
  exports mien.core.photo;
}

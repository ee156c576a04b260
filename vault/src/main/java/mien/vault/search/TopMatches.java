package mien.vault.search;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The best so many of the scores offered: higher scores first, equal scores by lower row. A binary
 * heap of longs whose order is that order: the score's bits made sortable above, the row's
 * complement below.
 */
final class TopMatches {

  private final long[] heap;
  private int size;

  TopMatches(int count) {
    this.heap = new long[count];
  }

  /** The score that a later row must beat to get in: negative infinity until the heap is full. */
  float bar() {
    return size < heap.length ? Float.NEGATIVE_INFINITY : score(heap[0]);
  }

  void offer(int row, float score) {
    long key = key(row, score);
    if (size < heap.length) {
      int i = size++;
      while (i > 0 && heap[(i - 1) / 2] > key) {
        heap[i] = heap[(i - 1) / 2];
        i = (i - 1) / 2;
      }
      heap[i] = key;
    } else if (key > heap[0]) {
      sink(key);
    }
  }

  private void sink(long key) {
    int i = 0;
    for (int child = 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && heap[child + 1] < heap[child]) {
        child++;
      }
      if (key <= heap[child]) {
        break;
      }
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = key;
  }

  /** The rows held, in ascending order. */
  int[] rows() {
    return LongStream.of(heap).limit(size).mapToInt(TopMatches::row).sorted().toArray();
  }

  /** What is held, best first. */
  List<Match> best() {
    long[] sorted = Arrays.copyOf(heap, size);
    Arrays.sort(sorted);
    Match[] matches = new Match[size];
    for (int i = 0; i < size; i++) {
      long key = sorted[size - 1 - i];
      matches[i] = new Match(row(key), score(key));
    }
    return List.of(matches);
  }

  private static long key(int row, float score) {
    int bits = Float.floatToRawIntBits(score + 0.0f);
    int sortable = bits ^ ((bits >> 31) & 0x7fffffff);
    return ((long) sortable << 32) | (~row & 0xffffffffL);
  }

  private static int row(long key) {
    return ~(int) key;
  }

  private static float score(long key) {
    int sortable = (int) (key >> 32);
    return Float.intBitsToFloat(sortable ^ ((sortable >> 31) & 0x7fffffff));
  }
}

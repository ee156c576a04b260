#!/usr/bin/python3
"""Golden vectors for mien.engine.assess.SurroundingsCrop.

A re-statement in Python of how Silent-Face-Anti-Spoofing cuts a patch (enlarge, cut the factor,
shift inside, truncate, both ends inclusive), on random boxes. No picture is involved.

    /usr/bin/python3 bench/golden/surroundings.py \
        > engine/src/test/resources/mien/engine/assess/surroundings.csv
"""
import random


def patch(width, height, x, y, w, h, factor):
    factor = min((height - 1) / h, min((width - 1) / w, factor))
    nw, nh = w * factor, h * factor
    cx, cy = w / 2 + x, h / 2 + y
    left, top, right, bottom = cx - nw / 2, cy - nh / 2, cx + nw / 2, cy + nh / 2
    if left < 0:
        right -= left
        left = 0
    if top < 0:
        bottom -= top
        top = 0
    if right > width - 1:
        left -= right - width + 1
        right = width - 1
    if bottom > height - 1:
        top -= bottom - height + 1
        bottom = height - 1
    return int(left), int(top), int(right), int(bottom), factor


def main():
    rnd = random.Random(20260101)
    print("width,height,x,y,w,h,factor,left,top,right,bottom,used")
    for _ in range(200):
        width, height = rnd.randint(80, 900), rnd.randint(80, 900)
        w, h = rnd.randint(20, width), rnd.randint(20, height)
        x, y = rnd.randint(0, width - w), rnd.randint(0, height - h)
        factor = rnd.choice([2.7, 4.0])
        left, top, right, bottom, used = patch(width, height, x, y, w, h, factor)
        print(f"{width},{height},{x},{y},{w},{h},{factor},{left},{top},{right},{bottom},{used:.9f}")


main()

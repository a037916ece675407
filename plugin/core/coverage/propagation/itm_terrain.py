"""What the Irregular Terrain Model reads from a terrain profile: horizons, irregularity, effective heights.

Sources, cited with their own equation numbers:

* [Algorithm] Hufford, G. A., "The ITS Irregular Terrain Model, version 1.2.2: The Algorithm", NTIA/ITS 2002.
* [Guide] Hufford, Longley & Kissick 1982, NTIA Report 82-100.
* [TN101] Rice, Longley, Norton & Barsis 1967, NBS Technical Note 101, volumes 1 and 2.
* [ERL79] Longley & Rice 1968, ESSA Technical Report ERL 79-ITS 67.

``profile`` is everywhere a float64 array of heights above sea level in metres, ``spacing`` metres apart, the transmitter's
foot first. No routine allocates; ``work`` is a float64 array of ``WORK`` elements that belongs to the calling thread.
"""

from __future__ import annotations

import math

from numba import njit

WORK = 490
_MOST_SAMPLES = 245


@njit(nogil=True, cache=True)
def evenly(distances, heights, n, out):
    """Heights of points 0 … ``n`` at any rising ``distances`` as ``n + 1`` equal steps into ``out``, linear between them.

    Returns the part of ``out`` (float64) that is filled; its spacing is ``distances[n] / n``.
    """
    step = distances[n] / n
    left = 0
    out[0] = heights[0]
    for i in range(1, n):
        x = i * step
        while distances[left + 1] < x and left + 2 <= n:
            left += 1
        part = (x - distances[left]) / (distances[left + 1] - distances[left])
        out[i] = heights[left] + part * (heights[left + 1] - heights[left])
    out[n] = heights[n]
    return out[: n + 1]


@njit(nogil=True, cache=True)
def horizons(profile, spacing, tx_height, rx_height, earth_radius):
    """[TN101] (6.15): ``(angle_tx, angle_rx, distance_tx, distance_rx)`` of the horizons in radians and metres.

    Where the terminals see each other, each is the other's horizon.
    """
    last = len(profile) - 1
    length = last * spacing
    tx, rx = profile[0] + tx_height, profile[last] + rx_height
    angle_tx = (rx - tx) / length - length / (2 * earth_radius)
    angle_rx = -(rx - tx) / length - length / (2 * earth_radius)
    distance_tx = distance_rx = length
    from_tx, from_rx = 0.0, length
    for i in range(1, last):
        from_tx += spacing
        from_rx -= spacing
        seen_tx = (profile[i] - tx) / from_tx - from_tx / (2 * earth_radius)
        seen_rx = -(rx - profile[i]) / from_rx - from_rx / (2 * earth_radius)
        if seen_tx > angle_tx:
            angle_tx, distance_tx = seen_tx, from_tx
        if seen_rx > angle_rx:
            angle_rx, distance_rx = seen_rx, from_rx
    return angle_tx, angle_rx, distance_tx, distance_rx


@njit(nogil=True, cache=True)
def fitted_ends(profile, count, spacing, start, stop):
    """[Guide] least squares line through ``start``–``stop`` m of the first ``count`` intervals: its heights at both ends."""
    first = int(max(start / spacing, 0.0))
    last = count - int(max(count - stop / spacing, 0.0))
    if last <= first:
        first = int(max(first - 1.0, 0.0))
        last = count - int(max(count - (last + 1.0), 0.0))
    width = float(last - first)
    shifted = -0.5 * width
    end = last + shifted
    mean = 0.5 * (profile[first] + profile[last])
    slope = 0.5 * (profile[first] - profile[last]) * shifted
    for _ in range(2, int(width) + 1):
        first += 1
        shifted += 1
        mean += profile[first]
        slope += profile[first] * shifted
    mean /= width
    slope = slope * 12.0 / ((width * width + 2.0) * width)
    return mean - slope * end, mean + slope * (count - end)


@njit(nogil=True, cache=True)
def irregularity(profile, spacing, start, stop, work):
    """Terrain irregularity Δh in metres: range of the inner 80 % of heights about a fitted line, as if of a long path.

    [Guide] interdecile range; [ERL79] (3) inverted for the length. 0 where fewer than two intervals count.
    """
    last = len(profile) - 1
    begin, end = start / spacing, stop / spacing
    if end - begin < 2.0:
        return 0.0
    tenth = min(max(4, int(0.1 * (end - begin + 8.0))), 25)
    count = 10 * tenth - 5
    step = (end - begin) / (count - 1)
    i = int(begin)
    begin -= i + 1.0
    samples = work[:_MOST_SAMPLES]
    for j in range(count):
        while begin > 0.0 and i + 1 < last:
            begin -= 1.0
            i += 1
        samples[j] = profile[i + 1] + (profile[i + 1] - profile[i]) * begin
        begin += step
    line, right = fitted_ends(samples, count - 1, 1.0, 0.0, float(count - 1))
    rise = (right - line) / (count - 1)
    differences = work[_MOST_SAMPLES : _MOST_SAMPLES + count]
    for j in range(count):
        differences[j] = samples[j] - line
        line += rise
    differences.sort()
    spread = differences[count - tenth] - differences[tenth - 1]
    return spread / (1.0 - 0.8 * math.exp(-(stop - start) / 50e3))


@njit(nogil=True, cache=True)
def smooth_horizon(height, irregular, earth_radius):
    """[Algorithm] (3.3): expected horizon distance in metres of an effective height over irregular terrain."""
    return math.sqrt(2.0 * height * earth_radius) * math.exp(-0.07 * math.sqrt(irregular / max(height, 5.0)))


@njit(nogil=True, cache=True)
def smooth_angle(height, distance, irregular, earth_radius):
    """[Algorithm] (3.4): expected horizon angle in radians of an effective height with that horizon distance."""
    smooth = math.sqrt(2.0 * height * earth_radius)
    return (0.65 * irregular * (smooth / distance - 1.0) - 2.0 * height) / smooth


@njit(nogil=True, cache=True)
def terminals(profile, spacing, tx_height, rx_height, earth_radius, work):
    """[Algorithm] section 3, point-to-point: ``(angle, angle, distance, distance, effective, effective, irregularity)``."""
    last = len(profile) - 1
    length = last * spacing
    angle_tx, angle_rx, distance_tx, distance_rx = horizons(profile, spacing, tx_height, rx_height, earth_radius)

    # [Guide] page 25: terrain counts from about 15 mast heights on.
    start = min(15.0 * tx_height, 0.1 * distance_tx)
    stop = length - min(15.0 * rx_height, 0.1 * distance_rx)
    irregular = irregularity(profile, spacing, start, stop, work)

    if distance_tx + distance_rx > 1.5 * length:  # well within sight: the terrain between acts as one plane
        fit_tx, fit_rx = fitted_ends(profile, last, spacing, start, stop)
        effective_tx = tx_height + max(profile[0] - fit_tx, 0.0)
        effective_rx = rx_height + max(profile[last] - fit_rx, 0.0)
        distance_tx = smooth_horizon(effective_tx, irregular, earth_radius)
        distance_rx = smooth_horizon(effective_rx, irregular, earth_radius)
        both = distance_tx + distance_rx
        if both <= length:
            factor = (length / both) ** 2
            effective_tx *= factor
            effective_rx *= factor
            distance_tx = smooth_horizon(effective_tx, irregular, earth_radius)
            distance_rx = smooth_horizon(effective_rx, irregular, earth_radius)
        angle_tx = smooth_angle(effective_tx, distance_tx, irregular, earth_radius)
        angle_rx = smooth_angle(effective_rx, distance_rx, irregular, earth_radius)
    else:
        fit_tx, _ = fitted_ends(profile, last, spacing, start, 0.9 * distance_tx)
        _, fit_rx = fitted_ends(profile, last, spacing, length - 0.9 * distance_rx, stop)
        effective_tx = tx_height + max(profile[0] - fit_tx, 0.0)
        effective_rx = rx_height + max(profile[last] - fit_rx, 0.0)
    return angle_tx, angle_rx, distance_tx, distance_rx, effective_tx, effective_rx, irregular


@njit(nogil=True, cache=True)
def sited(height, siting, irregular):
    """[Algorithm] (3.2), area mode: effective height in metres of a terminal; ``siting`` as in ``itm.area``."""
    if siting == 0:
        return height
    gain = 4.0 if siting == 1 else 9.0
    if height < 5.0:
        gain *= math.sin(0.1 * math.pi * height)
    return height + (1.0 + gain) * math.exp(-min(20.0, 2.0 * height / max(1e-3, irregular)))


@njit(nogil=True, cache=True)
def mean_height(profile):
    """Mean height in metres of the profile without its first and last tenth: height of the system for [TN101] (4.3)."""
    last = len(profile) - 1
    tenth = int(0.1 * last)
    total = 0.0
    for i in range(tenth, last - tenth + 1):
        total += profile[i]
    return total / (last - 2 * tenth + 1)


@njit(nogil=True, cache=True)
def roughness(distance, irregular):
    """[ERL79] (3): irregularity in metres as it acts over a path of ``distance`` metres."""
    return irregular * (1.0 - 0.8 * math.exp(-distance / 50e3))


@njit(nogil=True, cache=True)
def surface_deviation(irregular):
    """[ERL79] (3.6a): standard deviation in metres of the terrain within the first Fresnel zone."""
    return 0.78 * irregular * math.exp(-0.5 * irregular**0.25)

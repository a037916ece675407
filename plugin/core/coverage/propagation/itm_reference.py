"""Reference attenuation of the Irregular Terrain Model: line of sight, diffraction, forward scatter.

Sources as in ``itm_terrain``; [Vogler] Vogler 1964, "Calculation of groundwave attenuation in the far diffraction region",
Radio Science 68D(7). Lengths in metres, frequencies in MHz, angles in radians, losses in dB.
"""

from __future__ import annotations

import cmath
import math

from numba import njit

from .itm_terrain import roughness, surface_deviation

LINE_OF_SIGHT, DIFFRACTION, TROPOSCATTER = 1, 2, 3

TX_ANGLE, RX_ANGLE = 0x0080, 0x0100
TX_NEAR_HORIZON, RX_NEAR_HORIZON = 0x0200, 0x0400
TX_FAR_HORIZON, RX_FAR_HORIZON = 0x0800, 0x1000
PATH_LONG, PATH_VERY_LONG, PATH_SHORT, PATH_VERY_SHORT = 0x0008, 0x0010, 0x0020, 0x0040
REFRACTIVITY_LOW = 0x4000
UNDEFINED = 0x8000
"""No flag of NTIA's: the formulas have no real value here (logarithms of negative numbers, with horizons a few metres away).
NTIA's program then answers with free space; so does this one, and says so."""

_FREE_SPACE_EARTH = 6370e3


@njit(nogil=True, cache=True)
def ground(frequency, system_height, n0, vertical, permittivity, conductivity):
    """``(impedance, earth_radius, n_s)`` of the ground and the air above it.

    [TN101] (4.3) and (4.4): surface refractivity N_s (N-units) at ``system_height`` and the effective Earth's radius;
    [Algorithm] (1.5): complex surface transfer impedance.
    """
    n_s = n0 if system_height == 0.0 else n0 * math.exp(-system_height / 9460.0)
    curvature = 157e-9 * (1.0 - 0.04665 * math.exp(n_s / 179.3))
    relative = complex(permittivity, 18000 * conductivity / frequency)
    impedance = cmath.sqrt(relative - 1.0)
    if vertical:
        impedance = impedance / relative
    return impedance, 1 / curvature, n_s


@njit(nogil=True, cache=True)
def knife_edge(v_squared):
    """[ERL79] (3.27), [TN101] (III.24b, c): loss over one knife edge, from the square of Fresnel's parameter."""
    if v_squared < 5.76:
        return 6.02 + 9.11 * math.sqrt(v_squared) - 1.27 * v_squared
    return 12.953 + 10 * math.log10(v_squared)


@njit(nogil=True, cache=True)
def _double_knife_edge(distance, frequency, earth_radius, sight_angle, horizon_tx, horizon_rx):
    """[Algorithm] (4.12)–(4.15), [TN101] (I.1), (I.7): knife edges at both horizons."""
    angle = distance / earth_radius - sight_angle
    beyond = distance - (horizon_tx + horizon_rx)
    scale = 0.0795775 * (frequency / 47.7) * angle**2 * beyond
    return knife_edge(scale * horizon_tx / (beyond + horizon_tx)) + knife_edge(
        scale * horizon_rx / (beyond + horizon_rx)
    )


@njit(nogil=True, cache=True)
def _height_function(x, k):
    """[Vogler] and [Algorithm] (6.4): height gain F(x, K) in dB."""
    if x < 200.0:
        w = -math.log(k)
        if k < 1e-5 or x * w**3 > 5495.0:
            return 17.372 * math.log(x) - 117.0 if x > 1.0 else -117.0
        return 2.5e-5 * x**2 / k - 8.686 * w - 15.0
    far = 0.05751 * x - 4.343 * math.log(x)
    if x < 2000.0:
        w = 0.0134 * x * math.exp(-0.005 * x)
        far = (1.0 - w) * far + w * (17.372 * math.log(x) - 117.0)
    return far


@njit(nogil=True, cache=True)
def _scaled(radius, frequency, impedance):
    """[Vogler] (2), (6a): ``(K, factor of a distance in km)`` for a sphere of that radius."""
    c = (4.0 / 3.0 * _FREE_SPACE_EARTH / radius) ** (1.0 / 3.0)
    k = 0.017778 * c * frequency ** (-1.0 / 3.0) / impedance
    return k, (1.607 - k) * c**2 * frequency ** (1.0 / 3.0)


@njit(nogil=True, cache=True)
def _smooth_earth(distance, frequency, earth_radius, sight_angle, horizons, effective, impedance):
    """[Algorithm] (4.16)–(4.20), [Vogler] method of three radii: diffraction round a smooth Earth."""
    angle = distance / earth_radius - sight_angle
    radius = (distance - (horizons[0] + horizons[1])) / angle
    _, factor = _scaled(radius, frequency, impedance)
    k_tx, factor_tx = _scaled(0.5 * horizons[0] ** 2 / effective[0], frequency, impedance)
    k_rx, factor_rx = _scaled(0.5 * horizons[1] ** 2 / effective[1], frequency, impedance)
    x_tx = factor_tx * (horizons[0] / 1000.0)
    x_rx = factor_rx * (horizons[1] / 1000.0)
    x = factor * (radius * angle / 1000.0) + x_tx + x_rx
    distance_function = 0.05751 * x - 10.0 * math.log10(x)  # [TN101] (8.4)
    return distance_function - _height_function(x_tx, k_tx) - _height_function(x_rx, k_rx) - 20.0


@njit(nogil=True, cache=True)
def _diffraction(
    distance,
    frequency,
    earth_radius,
    sight_angle,
    smooth_sight,
    horizons,
    effective,
    heights,
    impedance,
    irregular,
    known,
):
    """[ERL79] (3.23), (3.38c): rounded Earth and knife edges weighed by roughness, and clutter."""
    edges = _double_knife_edge(distance, frequency, earth_radius, sight_angle, horizons[0], horizons[1])
    smooth = _smooth_earth(distance, frequency, earth_radius, sight_angle, horizons, effective, abs(impedance))
    deviation = surface_deviation(roughness(smooth_sight, irregular))
    clutter = min(15.0, 5 * math.log10(1.0 + 1e-5 * heights[0] * heights[1] * frequency * deviation))

    product = heights[0] * heights[1]
    excess = effective[0] * effective[1] - product
    if known:  # [ERL79] page 3-8: low antennas on a known path, C = 10
        product += 10.0
    root = math.sqrt(1.0 + excess / product)
    q = (root + (-sight_angle * earth_radius + (horizons[0] + horizons[1])) / distance) * min(
        roughness(distance, irregular) * frequency / 47.7, 6283.2
    )
    weight = 25.1 / (25.1 + math.sqrt(q))
    return weight * smooth + (1.0 - weight) * edges + clutter


@njit(nogil=True, cache=True)
def _line_of_sight(distance, frequency, effective, impedance, irregular, slope, intercept, smooth_sight):
    """[Algorithm] (4.43)–(4.50): two rays, blended with the diffraction line extended into sight."""
    deviation = surface_deviation(roughness(distance, irregular))
    wave_number = frequency / 47.7
    total = effective[0] + effective[1]
    sine = total / math.sqrt(distance**2 + total**2)
    reflection = (sine - impedance) / (sine + impedance) * math.exp(-min(10.0, wave_number * deviation * sine))
    strength = reflection.real**2 + reflection.imag**2
    if strength < 0.25 or strength < sine:
        reflection = reflection * math.sqrt(sine / strength)
    phase = wave_number * 2.0 * effective[0] * effective[1] / distance
    if phase > math.pi / 2.0:
        phase = math.pi - (math.pi / 2.0) ** 2 / phase
    rays = complex(math.cos(phase), -math.sin(phase)) + reflection
    two_rays = -10 * math.log10(rays.real**2 + rays.imag**2)
    weight = 1 / (1 + frequency * irregular / max(10e3, smooth_sight))
    return weight * two_rays + (1 - weight) * (slope * distance + intercept)


@njit(nogil=True, cache=True)
def _attenuation_function(product):
    """[Algorithm] (6.9): F(θd) of forward scatter."""
    if product <= 10e3:
        return 133.4 + 0.332e-3 * product - 10.0 * math.log10(product)
    if product <= 70e3:
        return 104.6 + 0.212e-3 * product - 2.5 * math.log10(product)
    return 71.8 + 0.157e-3 * product + 5.0 * math.log10(product)


@njit(nogil=True, cache=True)
def _gain_curve(j, r):
    """[Algorithm] (6.13), [TN101] (III.49): frequency gain H01 for a whole scatter efficiency j + 1."""
    a = (25.0, 80.0, 177.0, 395.0, 705.0)[j]
    b = (24.0, 45.0, 68.0, 80.0, 105.0)[j]
    return 10 * math.log10(1 + a * (1 / r) ** 4 + b * (1.0 / r) ** 2)


@njit(nogil=True, cache=True)
def _gain(r, efficiency):
    """[Algorithm] (6.10)–(6.13): frequency gain, between whole efficiencies linear."""
    efficiency = min(max(efficiency, 1.0), 5.0)
    i = int(efficiency)
    part = efficiency - i
    value = _gain_curve(i - 1, r)
    if part != 0.0:
        value = (1.0 - part) * value + part * _gain_curve(i, r)
    return value


@njit(nogil=True, cache=True)
def _troposcatter(distance, frequency, angles, horizons, effective, earth_radius, n_s, sight_angle, farther_gain):
    """[Algorithm] (4.60)–(4.67), [TN101] chapter 9: ``(loss, frequency gain H0)``; a loss over 1,000 where none is defined.

    ``farther_gain`` is H0 at the farther distance, or −1 for that distance itself.
    """
    wave_number = frequency / 47.7
    if farther_gain > 15.0:
        gain = farther_gain
    else:
        apart = horizons[0] - horizons[1]
        ratio = effective[1] / effective[0]
        if apart < 0.0:
            apart = -apart
            ratio = 1.0 / ratio
        theta = angles[0] + angles[1] + distance / earth_radius
        r_1 = 2.0 * wave_number * theta * effective[0]  # [TN101] (9.4a)
        r_2 = 2.0 * wave_number * theta * effective[1]
        if r_1 < 0.2 and r_2 < 0.2:
            return 1001.0, farther_gain
        asymmetry = (distance - apart) / (distance + apart)
        q = min(max(0.1, ratio / asymmetry), 10.0)
        asymmetry = max(0.1, asymmetry)
        crossing = (distance - apart) * (distance + apart) * theta * 0.25 / distance
        efficiency = (crossing / 1.7556e3) * (
            1.0 + (0.031 - n_s * 2.32e-3 + n_s**2 * 5.67e-6) * math.exp(-(min(1.7, crossing / 8.0e3) ** 6))
        )
        both = (_gain(r_1, efficiency) + _gain(r_2, efficiency)) / 2
        more = min(both, 6.0 * (0.6 - math.log10(max(efficiency, 1.0))) * math.log10(asymmetry) * math.log10(q))
        gain = max(both + more, 0.0)  # [TN101] (9.5)
        if efficiency < 1.0:
            root = math.sqrt(2.0)
            none = 10 * math.log10(
                ((1.0 + root / r_1) * (1.0 + root / r_2)) ** 2 * (r_1 + r_2) / (r_1 + r_2 + 2 * root)
            )
            gain = efficiency * gain + (1.0 - efficiency) * none
        if gain > 15.0 and farther_gain >= 0.0:
            gain = farther_gain
    angle = distance / earth_radius - sight_angle
    loss = (
        _attenuation_function(angle * distance)
        + 10 * math.log10(wave_number * 47.7 * angle**4)
        - 0.1 * (n_s - 301.0) * math.exp(-angle * distance / 40e3)
        + gain
    )
    return loss, gain


@njit(nogil=True, cache=True)
def _sight_attenuation(distance, frequency, effective, impedance, irregular, slope, intercept, longest, smooth_sight):
    """[ERL79] (3.16)–(3.21): the curve through three distances in sight, at ``distance``."""
    at_horizon = smooth_sight * slope + intercept
    near = 0.04 * frequency * effective[0] * effective[1]  # (3.16a)
    if intercept >= 0.0:
        near = min(near, 0.5 * longest)
        middle = near + 0.25 * (longest - near)  # (3.16d)
    else:
        middle = max(-intercept / slope, 0.25 * longest)
    at_middle = _line_of_sight(middle, frequency, effective, impedance, irregular, slope, intercept, smooth_sight)

    linear = logarithmic = 0.0
    curved = False
    if near < middle:
        at_near = _line_of_sight(near, frequency, effective, impedance, irregular, slope, intercept, smooth_sight)
        q = math.log(smooth_sight / near)
        logarithmic = max(
            0.0,
            ((smooth_sight - near) * (at_middle - at_near) - (middle - near) * (at_horizon - at_near))
            / ((smooth_sight - near) * math.log(middle / near) - (middle - near) * q),
        )  # (3.20)
        curved = intercept > 0.0 or logarithmic > 0.0
        if curved:
            linear = (at_horizon - at_near - logarithmic * q) / (smooth_sight - near)  # (3.21)
            if linear < 0.0:
                linear = 0.0
                logarithmic = max(at_horizon - at_near, 0.0) / q
                if logarithmic == 0.0:
                    linear = slope
    if not curved:
        linear = max(at_horizon - at_middle, 0.0) / (smooth_sight - middle)
        logarithmic = 0.0
        if linear == 0.0:
            linear = slope
    constant = at_horizon - linear * smooth_sight - logarithmic * math.log(smooth_sight)
    return constant + linear * distance + logarithmic * math.log(distance)  # (3.19)


@njit(nogil=True, cache=True)
def _answer(loss, mode, warnings):
    """No attenuation is negative."""
    if math.isnan(loss):
        return 0, 0.0, mode, warnings | UNDEFINED
    return 0, max(loss, 0.0), mode, warnings


@njit(nogil=True, cache=True)
def reference_attenuation(
    angles, horizons, effective, heights, distance, frequency, impedance, earth_radius, n_s, irregular, known, warnings
):
    """[Algorithm] section 4: ``(code, attenuation below free space, mode, warnings)``; pairs are (transmitter, receiver).

    ``known``: the path's profile is known (point-to-point), not only its irregularity. ``code`` is 0 or an error of
    ``itm.ERRORS``, with an attenuation of NaN.
    """
    smooth_tx = math.sqrt(2.0 * effective[0] * earth_radius)
    smooth_rx = math.sqrt(2.0 * effective[1] * earth_radius)
    smooth_sight = smooth_tx + smooth_rx
    longest = horizons[0] + horizons[1]
    sight_angle = -max(angles[0] + angles[1], -longest / earth_radius)

    if abs(angles[0]) > 0.2:
        warnings |= TX_ANGLE
    if abs(angles[1]) > 0.2:
        warnings |= RX_ANGLE
    if horizons[0] < 0.1 * smooth_tx:
        warnings |= TX_NEAR_HORIZON
    if horizons[1] < 0.1 * smooth_rx:
        warnings |= RX_NEAR_HORIZON
    if horizons[0] > 3.0 * smooth_tx:
        warnings |= TX_FAR_HORIZON
    if horizons[1] > 3.0 * smooth_rx:
        warnings |= RX_FAR_HORIZON
    if n_s < 150.0:
        return 1021, math.nan, 0, warnings
    if n_s > 400.0:
        return 1022, math.nan, 0, warnings
    if n_s < 250.0:
        warnings |= REFRACTIVITY_LOW
    if earth_radius < 4000000.0 or earth_radius > 13333333.0:
        return 1016, math.nan, 0, warnings
    if impedance.real <= abs(impedance.imag):
        return 1013, math.nan, 0, warnings

    # The diffraction line, through two distances far beyond the horizon ([Algorithm] (4.2)–(4.8)).
    unit = (earth_radius**2 / frequency) ** (1.0 / 3.0)
    far_3 = max(smooth_sight, longest + 5.0 * unit)
    far_4 = far_3 + 10.0 * unit
    at_3 = _diffraction(
        far_3,
        frequency,
        earth_radius,
        sight_angle,
        smooth_sight,
        horizons,
        effective,
        heights,
        impedance,
        irregular,
        known,
    )
    at_4 = _diffraction(
        far_4,
        frequency,
        earth_radius,
        sight_angle,
        smooth_sight,
        horizons,
        effective,
        heights,
        impedance,
        irregular,
        known,
    )
    slope = (at_4 - at_3) / (far_4 - far_3)
    intercept = at_3 - slope * far_3

    if distance < abs(effective[0] - effective[1]) / 0.2:
        warnings |= PATH_SHORT
    if distance < 1e3:
        warnings |= PATH_VERY_SHORT
    if distance > 1000e3:
        warnings |= PATH_LONG
    if distance > 2000e3:
        warnings |= PATH_VERY_LONG

    if distance < smooth_sight:
        loss = _sight_attenuation(
            distance, frequency, effective, impedance, irregular, slope, intercept, longest, smooth_sight
        )
        return _answer(loss, LINE_OF_SIGHT, warnings)

    # The scatter line, through two distances far into scatter ([Algorithm] (4.52)–(4.59)).
    far_5, far_6 = longest + 200e3, longest + 400e3
    at_6, gain = _troposcatter(far_6, frequency, angles, horizons, effective, earth_radius, n_s, sight_angle, -1.0)
    at_5, _ = _troposcatter(far_5, frequency, angles, horizons, effective, earth_radius, n_s, sight_angle, gain)
    if at_5 < 1000.0:
        scatter_slope = (at_6 - at_5) / 200e3
        change = max(
            smooth_sight,
            longest + 1.088 * unit * math.log(frequency),
            (at_5 - intercept - scatter_slope * far_5) / (slope - scatter_slope),
        )
        scatter_intercept = (slope - scatter_slope) * change + intercept
    else:
        scatter_slope, scatter_intercept, change = slope, intercept, 10e6
    if distance > change:
        return _answer(scatter_slope * distance + scatter_intercept, TROPOSCATTER, warnings)
    return _answer(slope * distance + intercept, DIFFRACTION, warnings)

"""What a comparison with measurements learnt, brought to the sites of a prediction: an offset and a spread for each.

By carrier and, where its measurements tell, band. Offsets by clutter are not applied: a site has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...text import QT_TRANSLATE_NOOP, Message
from ..measuring.calibration import Calibration
from ..measuring.carriers import band_match, carrier_name
from ..sites import Site


def calibrated_sites(
    sites: Sequence[Site], calibration: Calibration
) -> tuple[list[Site], list[float], list[Message], list[Message]]:
    """(Sites with their correction, spread of each in dB, what was done, warnings). Carriers that were not measured get what
    was learnt of all together.
    """
    found, spreads, told, unknown = [], [], {}, set()
    measured = {key[0] for key in calibration.groups if key}
    for site in sites:
        carrier = carrier_name(site.carrier)
        band = _band_of(calibration, carrier, site.frequency_mhz)
        group = calibration.group(carrier, band)
        found.append(replace(site, correction_db=site.correction_db + group.offset_db))
        spreads.append(group.sigma_db)
        told[carrier, band] = group
        if carrier and measured - {""} and carrier not in measured:
            unknown.add(carrier)
    template = QT_TRANSLATE_NOOP("SoraNoMe", "CALIBRATION {group}: {offset} dB added, spread {sigma} dB.")
    done = [
        Message(
            template,
            {
                "group": " ".join(filter(None, key)) or "-",
                "offset": f"{g.offset_db:+.1f}",
                "sigma": f"{g.sigma_db:.1f}",
            },
        )
        for key, g in sorted(told.items())
    ]
    if not unknown:
        return found, spreads, done, []
    template = QT_TRANSLATE_NOOP(
        "SoraNoMe", "CALIBRATION knows nothing of {carriers}: their sites get what was learnt of all carriers together."
    )
    return found, spreads, done, [Message(template, {"carriers": ", ".join(sorted(unknown))})]


def _band_of(calibration: Calibration, carrier: str, frequency_mhz: float) -> str:
    """The band of a carrier's measurements that a frequency is of, the surest and then the most measured; else empty."""
    bands = {key[1]: group.cells for key, group in calibration.groups.items() if len(key) == 2 and key[0] == carrier}
    match = {band: band_match(band, frequency_mhz) for band in bands}
    return max((band for band in bands if match[band]), key=lambda band: (match[band], bands[band]), default="")

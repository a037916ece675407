"""Arrays without their counting of references, for the innermost loops.

numba counts references to an array at each call and each name it is given, with locked instructions: in loops that call
small functions on arrays that is a fifth of the time of one thread, and more where threads share the arrays.
"""

from __future__ import annotations

from numba.core import cgutils
from numba.extending import intrinsic


@intrinsic
def borrowed(typingctx, array):
    """The same array, not counted. Only for arrays that a caller outside numba holds on to: arguments of a kernel."""

    def build(context, builder, signature, arguments):
        view = context.make_array(signature.return_type)(context, builder, arguments[0])
        view.meminfo = cgutils.get_null_value(view.meminfo.type)
        view.parent = cgutils.get_null_value(view.parent.type)
        return view._getvalue()

    return array(array), build

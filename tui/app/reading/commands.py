"""From an order to what it does."""

from tui.app.reading import deciding, going, linking, moving, settling, tagging, tasks
from tui.app.reading.orders import Order
from tui.app.reading.reading import Handler, Reading

HANDLERS: dict[str, Handler] = {
    **moving.HANDLERS,
    **deciding.HANDLERS,
    **tagging.HANDLERS,
    **tasks.HANDLERS,
    **linking.HANDLERS,
    **going.HANDLERS,
    **settling.HANDLERS,
}


def carry_out(reading: Reading, order: Order) -> None:
    """Do it; an action that has no handler here is the screen's own."""
    handler = HANDLERS.get(order.action)
    if handler is None:
        reading.host.order(order.action)
    else:
        handler(reading, order)

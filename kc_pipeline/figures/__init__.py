"""Figures: what they are, their values, the cells behind them, and what was published."""

"""How a KPI's figures are judged: RAG, special cause, direction, outlook, comparison of areas.

Pure functions of plain numbers: nothing here reads a file, knows a date format or draws.
"""

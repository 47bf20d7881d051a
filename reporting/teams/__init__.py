"""Teams and their workers: figures side by side, what adds up to what, caseloads and staffing."""
